"""A report as text for people, as JSON for programs, as a SHACL report for other SHACL tools."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import IO, Final
from urllib.parse import quote

import msgspec
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from registre.messages import Language
from registre.validation.report import Finding, Gravity, Judged
from registre.validation.shapes import SHAPES
from registre.validation.terms import NAMESPACE

_WORDS = {
    Gravity.violation: ("Violation", "Violation"),
    Gravity.warning: ("Avertissement", "Warning"),
    Gravity.info: ("Information", "Information"),
}
_SH: Final = "http://www.w3.org/ns/shacl#"
_TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_SUMMARY = (
    "{verdict} — {violations} violation(s), {warnings} avertissement(s) ; {nodes} examens par {shapes} formes.",
    "{verdict} — {violations} violation(s), {warnings} warning(s); {nodes} judgements by {shapes} shapes.",
)
_VERDICTS = {True: ("Conforme", "Conforms"), False: ("Non conforme", "Does not conform")}
_PREFIXES = {
    NAMESPACE: "reg:",
    SHAPES: "regsh:",
    "http://data.europa.eu/eli/eli-draft-legislation-ontology#": "elidl:",
    "http://data.europa.eu/eli/ontology#": "eli:",
    "http://purl.org/dc/terms/": "dct:",
    "http://rdf.insee.fr/def/geo#": "igeo:",
    "http://schema.org/": "schema:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
    "http://www.w3.org/2004/02/skos/core#": "skos:",
    "http://www.w3.org/ns/dcat#": "dcat:",
    "http://www.w3.org/ns/oa#": "oa:",
    "http://www.w3.org/ns/org#": "org:",
    "http://xmlns.com/foaf/0.1/": "foaf:",
}
_REPORT = "urn:registre:report"
_LONGEST = 120
_SAFE = ":/?#[]@!$&'()*+,;=%~"


def render(report: Judged, form: str, language: Language) -> str:
    """The report in the form `text`, `json` or `ttl`, ending with a line feed."""
    written = io.BytesIO()
    write(report, form, language, written)
    return written.getvalue().decode()


def write(report: Judged, form: str, language: Language, target: IO[bytes]) -> None:
    """The same into a stream, finding after finding: a large register has hundreds of thousands."""
    if form == "ttl":
        _write_turtle(report, target)
        return
    for piece in _text(report, language) if form == "text" else _json(report):
        target.write(piece.encode())


def _text(report: Judged, language: Language) -> Iterator[str]:
    """The findings by severity and node, then one line that sums up."""
    side = _side(language)
    for (severity, focus), found in groupby(report.findings, key=lambda one: (one.severity, one.focus)):
        yield f"{_WORDS[severity][side]}  {focus}\n"
        for finding in found:
            yield f"    {_where(finding)}{(finding.message_fr, finding.message_en)[side]}\n"
            yield f"        [{shorten(finding.shape)}, {finding.component}]\n"
        yield "\n"
    summary = _SUMMARY[side].format(
        verdict=_VERDICTS[report.conforms][side],
        violations=report.count(Gravity.violation),
        warnings=report.count(Gravity.warning),
        nodes=sum(report.focus.values()),
        shapes=sum(1 for count in report.focus.values() if count),
    )
    yield f"{summary}\n"


def _json(report: Judged) -> Iterator[str]:
    """One object: conforms, counts, findings with full IRIs, nodes judged by each shape."""
    head = {
        "conforms": report.conforms,
        "violations": report.count(Gravity.violation),
        "warnings": report.count(Gravity.warning),
    }
    yield _indented(head).removesuffix("\n}") + ',\n  "findings": ['
    between = "\n    "
    for finding in report.findings:
        yield between + _indented(finding).replace("\n", "\n    ")
        between = ",\n    "
    yield "],\n" if between == "\n    " else "\n  ],\n"
    yield _indented({"focus": report.focus}).removeprefix("{\n") + "\n"


def _indented(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


_OWN_COMPONENTS: Final = ("DeclaredTerms", "JudgedThings")
"""What we judge beside SHACL (`blind_spots`): no component of its vocabulary."""


def _write_turtle(report: Judged, target: IO[bytes]) -> None:
    """A sh:ValidationReport without blank nodes. `sh:conforms` follows SHACL: no result at all."""
    prefixes = {"sh": _SH, "regsh": SHAPES, "reg": NAMESPACE}
    serialize(_stated(report), target, format=RdfFormat.TURTLE, prefixes=prefixes)


def _stated(report: Judged) -> Iterator[Triple]:
    whole = NamedNode(_REPORT)
    yield Triple(whole, _TYPE, _sh("ValidationReport"))
    yield Triple(whole, _sh("conforms"), Literal(next(iter(report.findings), None) is None))
    for number, _ in enumerate(report.findings, 1):
        yield Triple(whole, _sh("result"), _result(number))
    for number, finding in enumerate(report.findings, 1):
        yield from (Triple(_result(number), predicate, value) for predicate, value in _said(finding))


def _result(number: int) -> NamedNode:
    return NamedNode(f"{_REPORT}:result:{number:06d}")


def _said(finding: Finding) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    space = _SH if finding.component not in _OWN_COMPONENTS else SHAPES
    yield _TYPE, _sh("ValidationResult")
    yield _sh("resultSeverity"), _sh(finding.severity.value.capitalize())
    yield _sh("sourceShape"), _node(finding.shape)
    yield _sh("sourceConstraintComponent"), NamedNode(f"{space}{finding.component}ConstraintComponent")
    yield _sh("focusNode"), _node(finding.focus)
    yield _sh("resultMessage"), Literal(finding.message_fr, language="fr")
    yield _sh("resultMessage"), Literal(finding.message_en, language="en")
    if finding.path is not None:
        yield _sh("resultPath"), _node(finding.path)
    if finding.value is not None:
        yield _sh("value"), _node(finding.value) if finding.value.startswith("http") else Literal(finding.value)


@cache
def _sh(name: str) -> NamedNode:
    return NamedNode(f"{_SH}{name}")


def _node(name: str) -> NamedNode:
    """An IRI as it is; a blank node of a foreign file under a name of its own."""
    return NamedNode(f"urn:registre:blank:{name[2:]}" if name.startswith("_:") else quote(name, safe=_SAFE))


def shorten(iri: str) -> str:
    """`iri` with its usual prefix, when it has one."""
    space = max((space for space in _PREFIXES if iri.startswith(space)), key=len, default="")
    return _PREFIXES[space] + iri.removeprefix(space) if space else iri


def _where(finding: Finding) -> str:
    """ "reg:amount « -5 » : " or nothing when the whole node is meant."""
    if finding.path is None:
        return ""
    value = "" if finding.value is None else f" « {shorten(finding.value)[:_LONGEST]} »"
    return f"{shorten(finding.path)}{value} : "


def _side(language: Language) -> int:
    return 0 if language == "fr" else 1
