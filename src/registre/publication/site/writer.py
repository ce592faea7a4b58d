"""The site being written: pages of each sitting as it comes, the hub pages when all have come."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from rdflib import Graph

from registre.config import Config
from registre.files import resource, write_new
from registre.graph.iris import Minter
from registre.kept import KeptNames
from registre.linking.sittings import Sitting
from registre.publication.site.act_page import ActContext, ActReader
from registre.publication.site.attendance_pages import attendance_pages
from registre.publication.site.body_pages import body_pages, organ_pages
from registre.publication.site.closing import Closing
from registre.publication.site.collecting import collect_act, collect_rules, collect_session, session_row
from registre.publication.site.comparison_pages import Comparisons
from registre.publication.site.coverage_pages import coverage_pages
from registre.publication.site.embedding import shortened
from registre.publication.site.feeds import feeds
from registre.publication.site.figures import LANGUAGES
from registre.publication.site.fixed_pages import fixed_pages
from registre.publication.site.followed import in_groups, tell_followers
from registre.publication.site.hubs import Hubs, Identities
from registre.publication.site.list_pages import list_pages
from registre.publication.site.memberships import Memberships
from registre.publication.site.model_picture import draw_model
from registre.publication.site.ontology_pages import ontology_pages
from registre.publication.site.organisation_pages import organisation_pages
from registre.publication.site.people_pages import person_pages
from registre.publication.site.places import Places
from registre.publication.site.press import Press
from registre.publication.site.quality_pages import quality_pages, shapes_file
from registre.publication.site.remarks import Remark, gathered, of_graph
from registre.publication.site.rendering import Page, Written
from registre.publication.site.rows import ActRow, Rows, SessionRow
from registre.publication.site.session_page import SessionReader, text_page
from registre.publication.site.sparql_page import LIBRARY, PARTS, browser_parts, library_for_scripts
from registre.publication.site.territory_pages import territory_pages
from registre.publication.site.theme import copy_static
from registre.publication.site.tiles import tiles
from registre.publication.site.vocables import concepts, ontology_files, read_ontology
from registre.publication.site.words import read_words
from registre.publication.sitemap import INDEX, Sitemap
from registre.publication.standing import StandingPages

EMBEDDED_LIMIT = 200_000
"""Characters of JSON-LD above which a page leads to its file only."""

JsonLd = Callable[[str], str | None]
"""The JSON-LD of the page of an IRI; None when the page embeds none."""

Findings = Mapping[str, Sequence[Remark]]
"""Remarks of the validation by the IRI of the page they concern."""

RemarksOf = Callable[[str], tuple[Remark, ...]]
"""What must be said about the page at a path."""


def _no_json_ld(iri: str) -> str | None:
    return None


class SiteWriter:
    """Writes the site below `folder`, beside the Turtle and JSON-LD files that others write there.

    `add_sitting` once a sitting, in publishing order; then `close`. Memory holds neither rows nor texts.
    """

    def __init__(
        self,
        folder: Path,
        config: Config,
        mint: Minter,
        identities: Identities,
        rules: Sequence[tuple[str, str]] = (),
        jobs: int = 1,
        standing: StandingPages | None = None,
    ) -> None:
        self._folder, self._config, self._rules = folder, config, rules
        self._places = Places(mint, config.base)
        self._identities = identities
        self._rows = Rows()
        self._texts = KeptNames()
        self._ontology = read_ontology(resource("ontology"))
        self._standing = standing
        self._press = Press(folder, config, concepts(self._ontology), jobs, standing)
        self._sitemap = Sitemap(folder, config.base, config.languages.split())

    @property
    def written(self) -> Written:
        """Pages written so far, and their bytes."""
        return self._press.written

    def add_sitting(self, sitting: Sitting, findings: Findings, json_ld: JsonLd = _no_json_ld) -> None:
        """Write the pages of a session, its acts and its documents."""
        row = session_row(sitting, self._places)

        def remarks(path: str) -> tuple[Remark, ...]:
            iri = self._places.iri(path)
            return gathered(of_graph(json_ld(iri)), findings.get(iri, ()))

        contexts = self._acts(sitting, row, remarks)
        for one in contexts:
            self._write(one.page, json_ld)
            collect_act(self._rows, one)
        reader = SessionReader(sitting, row, self._places)
        self._write(reader.page([one.row for one in contexts], remarks(row.path)), json_ld)
        collect_session(self._rows, row, reader.roll)
        collect_rules(self._rows, reader.ledger.rules.values())
        self._write_texts(sitting, [one.row for one in contexts], json_ld)

    def _acts(self, sitting: Sitting, row: SessionRow, remarks: RemarksOf) -> list[ActContext]:
        paths = [self._places.act(sitting, placed) for placed in sitting.acts]
        contexts = []
        for n, placed in enumerate(sitting.acts):
            reader = ActReader(sitting, row, placed, self._places, self._rows.cited)
            around = {"before": paths[n - 1] if n else None, "after": paths[n + 1] if n + 1 < len(paths) else None}
            contexts.append(reader.context(remarks(paths[n]), around))
            collect_rules(self._rows, reader.ledger.rules.values())
        return contexts

    def _write_texts(self, sitting: Sitting, acts: list[ActRow], json_ld: JsonLd) -> None:
        by_path = {act.path: act for act in acts}
        for linked in sitting.documents:
            path = self._places.text(linked.record.source.sha256)
            if not self._texts.add(path):
                continue
            self._rows.documents += 1
            placed = [*sitting.acts, *sitting.repeated]
            own = [self._places.act(sitting, one) for one in placed if one.linked is linked]
            rows = [by_path[act] for act in own if act in by_path]
            self._write(text_page(linked, sitting, rows, self._places, path), json_ld)

    def close(
        self,
        closing: Closing,
        json_ld: JsonLd = _no_json_ld,
        others: Iterable[Page] = (),
        shapes: Graph | None = None,
    ) -> None:
        """Write everything that needs all sittings, `others`, and the files that pages are shown with.

        `shapes` are those that judged; without them their page says that it knows none.
        """
        hubs = Hubs(self._rows, self._identities, self._places)
        comparisons, squares, memberships = Comparisons(hubs), tiles(hubs), Memberships(hubs)
        for pages in (
            body_pages(hubs, closing, memberships),
            organ_pages(hubs),
            territory_pages(hubs, comparisons, squares),
            attendance_pages(hubs),
            comparisons.pages(),
            coverage_pages(hubs, closing.coverage),
            person_pages(hubs),
            organisation_pages(hubs, memberships),
            list_pages(hubs, squares),
            fixed_pages(hubs, closing, self._rules, squares, self._ontology),
            quality_pages(hubs, closing, shapes if shapes is not None else Graph(), self._ontology),
            others,
        ):
            for page in pages:
                self._write(page, json_ld)
        asked = frozenset(card.name for card in closing.queries)
        self._write_feeds(hubs, closing.day)
        for page in ontology_pages(self._ontology, closing.uses, closing.sightings, asked):
            self._write(page, _no_json_ld)
        for name, data in ontology_files(resource("ontology")):
            write_new(self._folder / name, data)
        write_new(self._folder / "shapes.ttl", shapes_file())
        for card in closing.queries:
            path = self._places.path(self._places.mint.query(card.name))
            write_new(self._folder / f"{path}.rq", card.text.encode())
            if card.answer is not None:
                write_new(self._folder / f"{path}.csv", card.answer.csv.encode())
        write_new(self._folder / LIBRARY, library_for_scripts(closing.queries))
        self._write_static()
        self._sitemap.close()
        renderer = self._press.close()
        followers = in_groups(self._rows.followers)
        tell_followers(self._folder, renderer.render, renderer.languages, followers, self._standing)

    def abandon(self) -> None:
        """Stop writing, when something went wrong elsewhere: nobody writes to the folder after this."""
        self._press.abandon()

    def _write(self, page: Page, json_ld: JsonLd) -> None:
        block = json_ld(page.iri) if page.iri is not None and page.data else None
        if block is not None and page.iri is not None and len(block) <= EMBEDDED_LIMIT:
            page = page.with_json_ld(shortened(block, page.iri, self._config.base))
        self._press.write(page)
        if page.index and not page.anywhere:
            self._sitemap.add(page.path)

    def _write_feeds(self, hubs: Hubs, day: date | None) -> None:
        french, english = (read_words(resource("site") / "locales", language) for language in LANGUAGES)
        last = day or max((row.day for row in self._rows.sessions), default=date(1970, 1, 1))
        for name, data in feeds(hubs, self._config, french, english, last):
            write_new(self._folder / name, data)

    def _write_static(self) -> None:
        for path in sorted((resource("site") / "static").iterdir()):
            place = self._folder / "static" / path.name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
        for path in browser_parts():
            place = self._folder / PARTS / path.name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
        write_new(self._folder / "static" / "model.svg", draw_model().encode())
        copy_static(self._config.theme, self._folder / "static")
        write_new(
            self._folder / "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {self._config.base}{INDEX}\n".encode()
        )
