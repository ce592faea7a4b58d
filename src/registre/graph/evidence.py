"""From a published statement back to the words that state it: W3C web annotations on a hashed text.

An evidence is part of the page of the thing it states. It quotes the words with a little of what stands
around them, gives their place in the published text, and names the rule and the version that read them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from registre import __version__
from registre.graph.draft import Draft
from registre.graph.iris import Minter
from registre.graph.pages import Term, Triple
from registre.graph.terms import iri, text, typed
from registre.graph.vocabulary import Dct, Oa, Prov, Rdf, Reg
from registre.records import Evidence, Fact, PageBox, Record

CONTEXT: Final = 32
"""Characters quoted on each side of the words."""
_PARTS: Final = ("position", "quote", "target")
_PDF_FRAGMENT: Final = iri("https://www.rfc-editor.org/rfc/rfc8118")


class Witness:
    """A document as evidence: its published text, and how its rules are named."""

    def __init__(self, record: Record, mint: Minter) -> None:
        self._record, self._mint = record, mint
        self._places = {(one.start, one.end): one.boxes for one in record.places}
        self._source = iri(mint.text(record.source.sha256))
        self._reader = iri(mint.software(__version__))

    def testify(self, draft: Draft, thing: Term, prop: Term | None, fact: Fact[Any] | None) -> None:
        """Attach the words of `fact` to `thing`, which stands on the page of `draft`."""
        if fact is None:
            return
        for one in (fact.evidence, *fact.also):
            address = draft.digest_part("evidence", self._record.text_sha256, one.start, one.end, one.rule, thing)
            draft.add_evidence(address, self._triples(address, thing, prop, one))

    def _triples(self, address: str, thing: Term, prop: Term | None, evidence: Evidence) -> list[Triple]:
        """In the order in which a page has them, so that its evidence is sorted already."""
        node, place = iri(address), (evidence.start, evidence.end)
        position, quote, target = (Term(f"<{address}-{part}>") for part in _PARTS)  # as safe as the address
        boxes = self._places.get(place, ())
        return [
            *_boxes(target, address, boxes),
            *_position(position, *place),
            *self._quote(quote, *place),
            (target, Rdf.type, Oa.SpecificResource),
            (target, Oa.hasSelector, position),
            (target, Oa.hasSelector, quote),
            (target, Oa.hasSource, self._source),
            (node, Rdf.type, Oa.Annotation),
            (node, Rdf.type, Reg.Evidence),
            (node, Oa.hasBody, thing),
            (node, Oa.hasTarget, target),
            (node, Prov.wasAttributedTo, self._reader),
            (node, Reg.rule, iri(self._mint.rule(evidence.rule))),
            *([(node, Reg.statesProperty, prop)] if prop is not None else ()),
        ]

    def _quote(self, quote: Term, start: int, end: int) -> Iterator[Triple]:
        """The words as the published text has them: what privacy has masked there is masked here."""
        words = self._record.text
        yield (quote, Rdf.type, Oa.TextQuoteSelector)
        yield (quote, Oa.exact, text(words[start:end]))
        if before := words[max(0, start - CONTEXT) : start]:
            yield (quote, Oa.prefix, text(before))
        if after := words[end : end + CONTEXT]:
            yield (quote, Oa.suffix, text(after))


def _position(position: Term, start: int, end: int) -> Iterator[Triple]:
    yield (position, Rdf.type, Oa.TextPositionSelector)
    yield (position, Oa.end, typed(end))
    yield (position, Oa.start, typed(start))


def _boxes(target: Term, address: str, boxes: Iterable[PageBox]) -> Iterator[Triple]:
    """Where the words stand on the pages of a PDF: one fragment (RFC 8118) a line."""
    for number, box in enumerate(boxes, 1):
        fragment = iri(f"{address}-box-{number}")
        sides = (box.left, box.top, box.right - box.left, box.bottom - box.top)
        rectangle = ",".join(f"{side:.1f}" for side in sides)
        yield (target, Oa.hasSelector, fragment)
        yield (fragment, Rdf.type, Oa.FragmentSelector)
        yield (fragment, Rdf.value, text(f"page={box.page}&viewrect={rectangle}"))
        yield (fragment, Dct.conformsTo, _PDF_FRAGMENT)
