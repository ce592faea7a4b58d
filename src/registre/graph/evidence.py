"""From a published statement back to the words that state it: W3C web annotations on a hashed text.

An evidence is part of the page of the thing it states. It quotes the words with a little of what stands
around them, gives their place in the published text, and names the rule and the version that read them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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
_PARTS: Final = ("target", "quote", "position")
_PDF_FRAGMENT: Final = iri("https://www.rfc-editor.org/rfc/rfc8118")


@dataclass(frozen=True, slots=True)
class Witness:
    """A document as evidence: its published text, and how its rules are named."""

    record: Record
    mint: Minter
    places: Mapping[tuple[int, int], tuple[PageBox, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", {(one.start, one.end): one.boxes for one in self.record.places})

    def testify(self, draft: Draft, thing: Term, prop: Term | None, fact: Fact[Any] | None) -> None:
        """Attach the words of `fact` to `thing`, which stands on the page of `draft`."""
        if fact is None:
            return
        for evidence in (fact.evidence, *fact.also):
            draft.add_evidence(self._triples(draft, thing, prop, evidence))

    def _triples(self, draft: Draft, thing: Term, prop: Term | None, evidence: Evidence) -> Iterator[Triple]:
        start, end = evidence.start, evidence.end
        address = draft.digest_part("evidence", self.record.text_sha256, start, end, evidence.rule, thing)
        node = iri(address)
        target, quote, position = (Term(f"<{address}-{part}>") for part in _PARTS)  # as safe as the address
        yield (node, Rdf.type, Reg.Evidence)
        yield (node, Rdf.type, Oa.Annotation)
        yield (node, Oa.hasBody, thing)
        if prop is not None:
            yield (node, Reg.statesProperty, prop)
        yield (node, Oa.hasTarget, target)
        yield (node, Reg.rule, iri(self.mint.rule(evidence.rule)))
        yield (node, Prov.wasAttributedTo, iri(self.mint.software(__version__)))
        yield (target, Rdf.type, Oa.SpecificResource)
        yield (target, Oa.hasSource, iri(self.mint.text(self.record.source.sha256)))
        yield (target, Oa.hasSelector, quote)
        yield (target, Oa.hasSelector, position)
        yield from self._quote(quote, start, end)
        yield (position, Rdf.type, Oa.TextPositionSelector)
        yield (position, Oa.start, typed(start))
        yield (position, Oa.end, typed(end))
        if boxes := self.places.get((start, end)):
            yield from self._boxes(target, address, boxes)

    def _boxes(self, target: Term, address: str, boxes: Iterable[PageBox]) -> Iterator[Triple]:
        """Where the words stand on the pages of a PDF: one fragment (RFC 8118) a line."""
        for number, box in enumerate(boxes, 1):
            fragment = iri(f"{address}-box-{number}")
            sides = (box.left, box.top, box.right - box.left, box.bottom - box.top)
            rectangle = ",".join(f"{side:.1f}" for side in sides)
            yield (target, Oa.hasSelector, fragment)
            yield (fragment, Rdf.type, Oa.FragmentSelector)
            yield (fragment, Rdf.value, text(f"page={box.page}&viewrect={rectangle}"))
            yield (fragment, Dct.conformsTo, _PDF_FRAGMENT)

    def _quote(self, quote: Term, start: int, end: int) -> Iterator[Triple]:
        """The words as the published text has them: what privacy has masked there is masked here."""
        words = self.record.text
        yield (quote, Rdf.type, Oa.TextQuoteSelector)
        yield (quote, Oa.exact, text(words[start:end]))
        if before := words[max(0, start - CONTEXT) : start]:
            yield (quote, Oa.prefix, text(before))
        if after := words[end : end + CONTEXT]:
            yield (quote, Oa.suffix, text(after))
