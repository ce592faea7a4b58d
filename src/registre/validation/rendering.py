"""A report as text for people, as JSON for programs, as a SHACL report for other SHACL tools."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from typing import Final
from urllib.parse import quote

import msgspec
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from registre.messages import Language
from registre.validation.report import Finding, Gravity, Report
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


def render(report: Report, form: str, language: Language) -> str:
    """The report in the form `text`, `json` or `ttl`, ending with a line feed."""
    renderers: dict[str, Callable[[], str]] = {
        "text": lambda: render_text(report, language),
        "json": lambda: render_json(report),
        "ttl": lambda: render_turtle(report),
    }
    return renderers[form]()


def render_text(report: Report, language: Language) -> str:
    """The findings by severity and node, then one line that sums up."""
    side = _side(language)
    lines = []
    for (severity, focus), found in groupby(report.findings, key=lambda one: (one.severity, one.focus)):
        lines.append(f"{_WORDS[severity][side]}  {focus}")
        for finding in found:
            lines.append(f"    {_where(finding)}{(finding.message_fr, finding.message_en)[side]}")
            lines.append(f"        [{shorten(finding.shape)}, {finding.component}]")
        lines.append("")
    summary = _SUMMARY[side].format(
        verdict=_VERDICTS[report.conforms][side],
        violations=report.count(Gravity.violation),
        warnings=report.count(Gravity.warning),
        nodes=sum(report.focus.values()),
        shapes=sum(1 for count in report.focus.values() if count),
    )
    return "\n".join([*lines, summary, ""])


def render_json(report: Report) -> str:
    """One object: conforms, counts, findings with full IRIs, nodes judged by each shape."""
    document = {
        "conforms": report.conforms,
        "violations": report.count(Gravity.violation),
        "warnings": report.count(Gravity.warning),
        "findings": report.findings,
        "focus": report.focus,
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


_OWN_COMPONENTS: Final = ("DeclaredTerms", "JudgedThings")
"""What we judge beside SHACL (`blind_spots`): no component of its vocabulary."""


def render_turtle(report: Report) -> str:
    """A sh:ValidationReport without blank nodes. `sh:conforms` follows SHACL: no result at all."""
    prefixes = {"sh": _SH, "regsh": SHAPES, "reg": NAMESPACE}
    written = serialize(_stated(report), format=RdfFormat.TURTLE, prefixes=prefixes)
    assert written is not None
    return written.decode()


def _stated(report: Report) -> Iterator[Triple]:
    """One triple after the other: a large register has findings by the ten thousand."""
    whole = NamedNode(_REPORT)
    yield Triple(whole, _TYPE, _sh("ValidationReport"))
    yield Triple(whole, _sh("conforms"), Literal(not report.findings))
    results = [NamedNode(f"{_REPORT}:result:{number:06d}") for number in range(1, len(report.findings) + 1)]
    yield from (Triple(whole, _sh("result"), result) for result in results)
    for result, finding in zip(results, report.findings, strict=True):
        yield from (Triple(result, predicate, value) for predicate, value in _said(finding))


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
