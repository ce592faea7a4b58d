"""The catalogue of the publication: DCAT for portals, VoID for linked-data tools.

Written for what harvesters do in fact: absolute IRIs, ASCII only (a server may announce no charset), an
identifier, a checksum with its algorithm. Every node has an IRI below the dataset's, but the period: DCAT-AP wants a
node, and the harvester of data.gouv.fr asks the network for one that has a name. What DCAT-AP wants to be of a class
says so here, since a portal may not look elsewhere. Source: DCAT-AP 2.1.1, its shapes of ranges.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from registre.config import Config
from registre.files import write_new
from registre.graph.draft import Draft
from registre.graph.iris import Minter
from registre.graph.pages import PageGraph, Term
from registre.graph.terms import iri, mailto, text, typed
from registre.graph.vocabulary import Dcat, Dct, Foaf, Vcard
from registre.publication.changes.index import INDEX
from registre.publication.changes.ldes import ROOT
from registre.publication.changes.stream_json import beside
from registre.publication.distributions import Distribution, find_distributions, state_distribution
from registre.publication.documents import json_ld, turtle
from registre.publication.provenance import state_provenance
from registre.publication.statistics import Statistics
from registre.publication.void import void_page

_EU: Final = "http://publications.europa.eu/resource/authority"
_PERIOD: Final = "period"
_UNNAMED: Final = b"_:period"
ONTOLOGY: Final = "https://w3id.org/registre/ns"
ABOUT: Final = {
    "fr": (
        "Séances, présences, pouvoirs, votes, actes et argent décidés par des assemblées locales, en données liées ; "
        "chaque fait renvoie aux mots du document qui l’énonce."
    ),
    "en": (
        "Sessions, attendance, proxies, votes, acts and money decided by local assemblies, as linked data; "
        "each fact leads to the words of the document that state it."
    ),
}
FOLLOWED: Final = ("feed.atom", INDEX, ROOT, beside(Path(ROOT)).as_posix())
"""What tells of changes: a feed, lists, a stream of versions in both forms."""
KEYWORDS: Final = {
    "fr": ("délibération", "collectivité territoriale", "conseil municipal", "intercommunalité", "subvention", "vote"),
    "en": ("deliberation", "local government", "municipal council", "grant", "vote", "linked data"),
}


def write_catalogue(folder: Path, config: Config, statistics: Statistics) -> None:
    """dataset.ttl, dataset.jsonld, void.ttl and .well-known/void, from the dumps that stand in `folder`.

    Raises `UnsafeIri` when the configuration holds an address that is none.
    """
    mint = Minter(config.base)
    files = find_distributions(folder)
    dataset = _dataset_page(folder, config, mint, files, statistics)
    period = mint.part(mint.dataset(), _PERIOD)
    write_new(folder / "dataset.ttl", ascii_turtle(turtle(dataset)).replace(f"<{period}>".encode(), _UNNAMED))
    write_new(folder / "dataset.jsonld", ascii_json(json_ld(dataset)).replace(period.encode(), _UNNAMED))
    description = ascii_turtle(turtle(void_page(config, mint, [Path(one.path).name for one in files], statistics)))
    write_new(folder / "void.ttl", description)
    write_new(folder / ".well-known" / "void", description)


def published_on(config: Config, statistics: Statistics) -> date | None:
    """The date of the publication: the publisher's, else that of the latest session, so that builds repeat."""
    day = config.date or statistics.last_day
    return date.fromisoformat(day) if day is not None else None


def _dataset_page(
    folder: Path, config: Config, mint: Minter, files: Sequence[Distribution], statistics: Statistics
) -> PageGraph:
    draft = Draft(mint, mint.dataset(), "dataset")
    day = published_on(config, statistics)
    date_term = typed(day) if day is not None else None
    draft.describe(
        draft.part("catalogue"),
        (Dcat.Catalog,),
        *_titles(f"Catalogue : {config.title}", f"Catalogue: {config.title}"),
        (Dct.description, text("Les jeux de données de cet éditeur.", "fr")),
        (Dct.publisher, draft.part("publisher")),
        (Dct.license, iri(config.licence)),
        (Foaf.homepage, iri(config.base)),
        (Dcat.dataset, draft.thing),
    )
    draft.describe(
        draft.thing,
        (Dcat.Dataset,),
        (Dct.identifier, text(mint.dataset())),
        *_titles(config.title, f"{config.title} (register of deliberations as linked data)"),
        *_descriptions(statistics),
        *((Dcat.keyword, text(word, language)) for language, words in KEYWORDS.items() for word in words),
        (Dct.issued, date_term),
        (Dct.modified, date_term),
        (Dct.temporal, draft.part(_PERIOD) if statistics.first_day else None),
        (Dct.accrualPeriodicity, iri(f"{_EU}/frequency/IRREG")),
        (Dct.language, iri(f"{_EU}/language/FRA")),
        (Dct.license, iri(config.licence)),
        (Dct.conformsTo, iri(ONTOLOGY)),
        (Dcat.theme, iri(f"{_EU}/data-theme/GOVE")),
        (Dcat.landingPage, iri(config.base)),
        *((Dct.relation, iri(mint.file(name))) for name in FOLLOWED),
        (Dct.publisher, draft.part("publisher")),
        (Dcat.contactPoint, draft.part("contact")),
        *((Dcat.distribution, state_distribution(draft, folder, config, one, date_term)) for one in files),
    )
    _state_people(draft, config)
    _state_classes(draft, config, statistics)
    state_provenance(draft, config)
    return draft.finish()


def _titles(french: str, english: str) -> tuple[tuple[Term, Term], ...]:
    return ((Dct.title, text(french, "fr")), (Dct.title, text(english, "en")))


def _descriptions(statistics: Statistics) -> tuple[tuple[Term, Term], ...]:
    """What is inside, with the numbers: portals read no VoID."""
    pages, triples = statistics.pages, statistics.triples
    french = (
        f"{ABOUT['fr']} "
        f"{pages['session']} séances, {pages['act']} actes, {pages['organisation']} organisations, {triples} triplets."
    )
    english = (
        f"{ABOUT['en']} "
        f"{pages['session']} sessions, {pages['act']} acts, {pages['organisation']} organisations, {triples} triples."
    )
    return ((Dct.description, text(french, "fr")), (Dct.description, text(english, "en")))


def _state_people(draft: Draft, config: Config) -> None:
    draft.describe(
        draft.part("publisher"),
        (Foaf.Agent,),
        (Foaf.name, text(config.publisher)),
        (Foaf.homepage, iri(config.publisher_url)),
    )
    draft.describe(
        draft.part("contact"),
        (Vcard.Kind, Vcard.Organization),
        (Vcard.fn, text(config.publisher)),
        (Vcard.hasEmail, mailto(config.contact)),
    )


def _state_classes(draft: Draft, config: Config, statistics: Statistics) -> None:
    """The classes of what the dataset leads to, and its period."""
    draft.describe(iri(config.licence), (Dct.LicenseDocument,))
    draft.describe(iri(config.base), (Foaf.Document,))
    if config.publisher_url != config.base:
        draft.describe(iri(config.publisher_url), (Foaf.Document,))
    draft.describe(iri(ONTOLOGY), (Dct.Standard,))
    if statistics.first_day and statistics.last_day:
        first, last = (typed(date.fromisoformat(day)) for day in (statistics.first_day, statistics.last_day))
        draft.describe(draft.part(_PERIOD), (Dct.PeriodOfTime,), (Dcat.startDate, first), (Dcat.endDate, last))


_FOREIGN = re.compile(r"[^\x00-\x7f]")


def ascii_turtle(document: bytes) -> bytes:
    """The same Turtle with every other character escaped: no charset can spoil it."""

    def escape(found: re.Match[str]) -> str:
        code = ord(found.group())
        return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"

    return _FOREIGN.sub(escape, document.decode()).encode("ascii")


def ascii_json(document: bytes) -> bytes:
    """The same JSON with every other character escaped, beyond U+FFFF as a pair."""

    def escape(found: re.Match[str]) -> str:
        pair = found.group().encode("utf-16-be")
        return "".join(f"\\u{pair[at] << 8 | pair[at + 1]:04x}" for at in range(0, len(pair), 2))

    return _FOREIGN.sub(escape, document.decode()).encode("ascii")
