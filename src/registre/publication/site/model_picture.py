"""The model as one picture: classes in boxes, the properties between them, drawn from a table as an SVG.

`python -m registre.publication.site.model_picture docs/model.svg` writes the picture of docs/model.md. The site shows
the same one beside its list of terms. A test holds its terms and its arrows to the ontology.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

CELL: Final = (288, 104)
BOX: Final = 190
LINE: Final = 17
MARGIN: Final = 24
COLOURS: Final = {
    "who": "#e3edf9",
    "meeting": "#e6f4ea",
    "act": "#fdf3d8",
    "money": "#fbe5e1",
    "proof": "#ece6f5",
    "other": "#f3f3f3",
}
"""Fill of each part of the model; the words are black on all of them (contrast above 15)."""


@dataclass(frozen=True, slots=True)
class Box:
    """Classes that stand together, at a column and a row."""

    key: str
    part: str
    column: int
    row: int
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A property from one box to another; several are written under one another."""

    start: str
    end: str
    terms: tuple[str, ...]


BOXES: Final = (
    Box("territory", "other", 0, 0, ("igeo:Commune …",)),
    Box("body", "who", 0, 1, ("reg:PublicBody",)),
    Box("organ", "who", 0, 2, ("reg:DeliberativeOrgan",)),
    Box("mandate", "who", 0, 3, ("reg:Mandate",)),
    Box("person", "who", 0, 4, ("person:Person",)),
    Box("before", "meeting", 1, 1, ("reg:Convocation", "reg:QuorumCheck")),
    Box("session", "meeting", 1, 2, ("reg:Session",)),
    Box("roll", "meeting", 1, 3, ("reg:Attendance", "reg:Proxy")),
    Box("law", "other", 2, 0, ("reg:LawScheme", "Légifrance (ELI)")),
    Box("parts", "act", 2, 1, ("reg:Visa", "reg:Recital", "reg:OperativeArticle")),
    Box("act", "act", 2, 2, ("reg:Deliberation",)),
    Box("vote", "act", 2, 3, ("reg:Vote",)),
    Box("ballot", "act", 2, 4, ("reg:Ballot",)),
    Box("charge", "money", 3, 0, ("reg:BudgetImputation",)),
    Box("given", "money", 3, 1, ("reg:FinancialCommitment", "reg:Grant …")),
    Box("received", "money", 3, 2, ("reg:ReceivedFunding", "reg:RecalledAmount")),
    Box("agreement", "act", 3, 3, ("reg:Agreement", "reg:Mention")),
    Box("plan", "money", 3, 4, ("reg:CommitmentTable", "reg:FundingPlan", "reg:FundingLine")),
    Box("life", "act", 3, 5, ("reg:LegalityControlReceipt", "reg:PublicationAct")),
    Box("account", "other", 4, 0, ("reg:AccountScheme",)),
    Box("organisation", "who", 4, 2, ("org:FormalOrganization",)),
    Box("link", "who", 4, 3, ("reg:IdentityLink",)),
    Box("rule", "proof", 0, 6, ("reg:ExtractionRule",)),
    Box("evidence", "proof", 1, 6, ("reg:Evidence",)),
    Box("text", "proof", 2, 6, ("reg:SourceText",)),
    Box("finding", "proof", 3, 6, ("reg:Finding",)),
)

ARROWS: Final = (
    Arrow("body", "territory", ("reg:territory",)),
    Arrow("organ", "body", ("org:unitOf",)),
    Arrow("mandate", "organ", ("org:organization",)),
    Arrow("mandate", "person", ("org:member",)),
    Arrow("session", "organ", ("reg:heldBy",)),
    Arrow("session", "before", ("reg:convocation", "reg:quorumCheck")),
    Arrow("session", "roll", ("reg:attendance", "reg:proxy")),
    Arrow("roll", "person", ("reg:proxyGiver", "reg:proxyHolder")),
    Arrow("act", "session", ("reg:inSession",)),
    Arrow("act", "parts", ("eli:has_part",)),
    Arrow("parts", "law", ("reg:citesRule", "eli:cites")),
    Arrow("act", "vote", ("reg:vote",)),
    Arrow("vote", "ballot", ("reg:ballot",)),
    Arrow("ballot", "person", ("reg:voter", "reg:castBy")),
    Arrow("act", "charge", ("reg:imputation",)),
    Arrow("act", "given", ("reg:commitment",)),
    Arrow("act", "received", ("reg:receivedFunding", "reg:recalledAmount")),
    Arrow("act", "agreement", ("reg:agreement", "reg:mention")),
    Arrow("act", "plan", ("reg:commitmentTable", "reg:fundingPlan")),
    Arrow("act", "life", ("reg:receipt", "reg:publication")),
    Arrow("charge", "account", ("reg:accountConcept",)),
    Arrow("given", "organisation", ("reg:beneficiary",)),
    Arrow("received", "organisation", ("reg:payer", "reg:concerns")),
    Arrow("agreement", "organisation", ("reg:party", "reg:mentioned")),
    Arrow("plan", "organisation", ("reg:funder",)),
    Arrow("organisation", "link", ("reg:identityLink",)),
    Arrow("evidence", "rule", ("reg:rule",)),
    Arrow("evidence", "text", ("oa:hasTarget",)),
)

TITLE: Final = "Le modèle de registre / The model of registre"
WORDS: Final = (
    "Classes et propriétés : qui, la séance, l’acte, l’argent, la preuve. / "
    "Classes and properties: who, the meeting, the act, the money, the proof."
)


def draw_model() -> str:
    """The picture: deterministic, without a script, a style or anything fetched."""
    width = MARGIN * 2 + CELL[0] * 4 + BOX
    height = MARGIN * 2 + CELL[1] * 6 + 3 * LINE + 14
    boxes = {box.key: box for box in BOXES}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' role="img" aria-labelledby="t d" font-family="sans-serif" font-size="13">',
        f'<title id="t">{escape(TITLE)}</title><desc id="d">{escape(WORDS)}</desc>',
        '<defs><marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#444"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        *(_line(boxes[arrow.start], boxes[arrow.end]) for arrow in ARROWS),
        *(text for box in BOXES for text in _box(box)),
        *(text for arrow in ARROWS for text in _label(arrow, boxes)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _height(box: Box) -> int:
    return len(box.terms) * LINE + 14


def _centre(box: Box) -> tuple[float, float]:
    return MARGIN + box.column * CELL[0] + BOX / 2, MARGIN + box.row * CELL[1] + (3 * LINE + 14) / 2


def _edge(box: Box, towards: Box) -> tuple[float, float]:
    """Where a line to `towards` leaves the box: its side for another column, its top or foot in the same one."""
    x, y = _centre(box)
    if towards.column != box.column:
        return x + (BOX / 2 if towards.column > box.column else -BOX / 2), y
    return x, y + (_height(box) / 2 if towards.row > box.row else -_height(box) / 2)


def _line(start: Box, end: Box) -> str:
    (x1, y1), (x2, y2) = _edge(start, end), _edge(end, start)
    return f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" stroke="#444" fill="none" marker-end="url(#a)"/>'


def _box(box: Box) -> Iterator[str]:
    x, y = _centre(box)
    height = _height(box)
    yield (
        f'<rect x="{x - BOX / 2:g}" y="{y - height / 2:g}" width="{BOX}" height="{height}" rx="6"'
        f' fill="{COLOURS[box.part]}" stroke="#444"/>'
    )
    for number, term in enumerate(box.terms):
        place = y - height / 2 + 7 + LINE * (number + 0.75)
        yield f'<text x="{x:g}" y="{place:g}" text-anchor="middle">{escape(term)}</text>'


def _label(arrow: Arrow, boxes: dict[str, Box]) -> Iterator[str]:
    """The properties beside the middle of their line, on white, so that crossing lines stay readable."""
    start, end = boxes[arrow.start], boxes[arrow.end]
    (x1, y1), (x2, y2) = _edge(start, end), _edge(end, start)
    x, y = (x1 + x2) / 2, (y1 + y2) / 2
    for number, term in enumerate(arrow.terms):
        place = y + (number - (len(arrow.terms) - 1) / 2) * 12 + 4
        yield (
            f'<text x="{x:g}" y="{place:g}" text-anchor="middle" font-size="10" stroke="#fff" stroke-width="3"'
            f' paint-order="stroke">{escape(term)}</text>'
        )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(draw_model(), "utf-8")
