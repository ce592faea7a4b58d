"""The rules that read the facts, and the program that ran them: what evidence names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from registre import __version__
from registre.graph.draft import Draft
from registre.graph.iris import Minter
from registre.graph.pages import PageGraph
from registre.graph.terms import text
from registre.graph.vocabulary import Dct, Foaf, Prov, Reg


def rule_pages(rules: Iterable[tuple[str, str]], mint: Minter) -> Iterator[PageGraph]:
    """A page for each (id, source) of a rule, then one for this version of the program."""
    for name, source in sorted(rules):
        draft = Draft(mint, mint.rule(name), "rule")
        draft.describe(
            draft.thing,
            (Reg.ExtractionRule,),
            (Dct.identifier, text(name)),
            (Dct.source, text(source) if source else None),
        )
        yield draft.finish()
    yield _software_page(mint)


def _software_page(mint: Minter) -> PageGraph:
    draft = Draft(mint, mint.software(__version__), "software")
    draft.describe(
        draft.thing,
        (Prov.SoftwareAgent,),
        (Foaf.name, text("registre")),
        (Dct.identifier, text(f"registre {__version__}")),
    )
    return draft.finish()
