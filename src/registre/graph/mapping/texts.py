"""The source documents of a sitting: what evidence points into."""

from __future__ import annotations

from registre.graph.draft import Draft
from registre.graph.iris import Minter
from registre.graph.pages import PageGraph
from registre.graph.terms import text, typed
from registre.graph.vocabulary import Dcat, Dct, Reg
from registre.linking.identities import LinkedRecord
from registre.linking.sittings import Sitting


def distinct_documents(sitting: Sitting) -> list[LinkedRecord]:
    """The documents of the sitting, each content once, in their order."""
    return list({linked.record.source.sha256: linked for linked in reversed(sitting.documents)}.values())[::-1]


def text_page(linked: LinkedRecord, mint: Minter) -> PageGraph:
    """The file as received (its digest) and the text published of it (another digest)."""
    record, source = linked.record, linked.record.source
    draft = Draft(mint, mint.text(source.sha256), "text")
    draft.describe(
        draft.thing,
        (Reg.SourceText,),
        (Dct.title, text(source.path)),
        (Reg.sha256, text(source.sha256)),
        (Reg.textSha256, text(record.text_sha256)),
        (Dcat.byteSize, typed(source.size_bytes)),
        (Dcat.mediaType, text(source.media_type)),
        (Reg.documentKind, text(record.kind.value)),
    )
    return draft.finish()
