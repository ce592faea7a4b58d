"""A report as text for people, as JSON for programs, as a SHACL report for other SHACL tools."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Final
from urllib.parse import quote

import msgspec
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH

from registre.messages import Language
from registre.validation.report import Finding, Gravity, Report
from registre.validation.shapes import SHAPES
from registre.validation.terms import NAMESPACE

_WORDS = {
    Gravity.violation: ("Violation", "Violation"),
    Gravity.warning: ("Avertissement", "Warning"),
    Gravity.info: ("Information", "Information"),
}
_SEVERITIES = {Gravity.violation: SH.Violation, Gravity.warning: SH.Warning, Gravity.info: SH.Info}
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
    graph = Graph()
    graph.bind("regsh", SHAPES)
    graph.bind("reg", NAMESPACE)
    whole = URIRef(_REPORT)
    graph.add((whole, RDF.type, SH.ValidationReport))
    graph.add((whole, SH.conforms, Literal(not report.findings)))
    for number, finding in enumerate(report.findings, 1):
        _state(graph, whole, URIRef(f"{_REPORT}:result:{number:06d}"), finding)
    return str(graph.serialize(format="turtle"))


def _state(graph: Graph, whole: URIRef, result: URIRef, finding: Finding) -> None:
    graph.add((whole, SH.result, result))
    graph.add((result, RDF.type, SH.ValidationResult))
    graph.add((result, SH.resultSeverity, _SEVERITIES[finding.severity]))
    graph.add((result, SH.sourceShape, URIRef(finding.shape)))
    space = str(SH._NS) if finding.component not in _OWN_COMPONENTS else SHAPES
    graph.add((result, SH.sourceConstraintComponent, URIRef(f"{space}{finding.component}ConstraintComponent")))
    graph.add((result, SH.focusNode, _node(finding.focus)))
    graph.add((result, SH.resultMessage, Literal(finding.message_fr, lang="fr")))
    graph.add((result, SH.resultMessage, Literal(finding.message_en, lang="en")))
    if finding.path is not None:
        graph.add((result, SH.resultPath, URIRef(finding.path)))
    if finding.value is not None:
        graph.add(
            (result, SH.value, _node(finding.value) if finding.value.startswith("http") else Literal(finding.value))
        )


def _node(name: str) -> URIRef:
    """An IRI as it is; a blank node of a foreign file under a name of its own."""
    return URIRef(f"urn:registre:blank:{name[2:]}" if name.startswith("_:") else quote(name, safe=_SAFE))


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
