"""The questions of the library as cards that the site shows."""

from __future__ import annotations

from pathlib import Path

from registre.files import resource
from registre.publication.site import QueryCard
from registre.publication.site.figures import Language
from registre.sparql.library import library, network_library
from registre.sparql.query import Chart, Query, Words


def question_cards() -> tuple[QueryCard, ...]:
    """One card a question, in the order of their names, those that need the network last; each with its file's text."""
    folder = resource("queries")
    at_home = tuple(_card(query, folder) for query in library())
    return (*at_home, *(_card(query, folder / "network") for query in network_library()))


def _card(query: Query, folder: Path) -> QueryCard:
    return QueryCard(
        name=query.name,
        title=_both(query.title),
        description=_both(query.description),
        text=(folder / f"{query.name}.rq").read_text("utf-8"),
        use=_both(query.use),
        limits=_both(query.limits),
        parameters=tuple((one.name, one.kind, one.default or "", _both(one.meaning)) for one in query.parameters),
        required=tuple(one.name for one in query.parameters if one.required),
        columns=tuple((one.name, one.kind, _both(one.meaning)) for one in query.columns),
        chart=_chart(query.chart),
        service={} if query.service is None else {"url": query.service.url, "sent": query.service.sent},
    )


def _chart(chart: Chart | None) -> dict[str, str]:
    """The chart as pages and scripts are given it: empty for none."""
    if chart is None:
        return {}
    series = {} if chart.series is None else {"series": chart.series}
    return {"kind": chart.kind.value, "label": chart.label, "value": chart.value, **series}


def _both(words: Words) -> dict[Language, str]:
    return {"fr": words.fr, "en": words.en}
