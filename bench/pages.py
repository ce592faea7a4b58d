"""Pages of the site: how long many take, how large they are. Documents are invented, sittings repeated on other days.

    python -m bench.pages --count 10 --pages 10000

Reading and linking are not counted. Times are of the processor, of one process; sizes are of uncompressed HTML.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import click
from bench.synthesis.generate import documents
from bench.synthesis.layouts import LAYOUTS

from registre.config import Config
from registre.extraction import extract
from registre.graph.iris import Minter
from registre.graph.mapping import identity_pages, sitting_pages
from registre.linking.identify import Identities, identify
from registre.linking.reference import read_reference
from registre.linking.sittings import Sitting, gather_sittings, sort_key
from registre.publication.coverage import Coverage, count_sitting, coverage_graphs
from registre.publication.documents import json_ld
from registre.publication.site import Closing, SiteWriter
from registre.reading.sources import read_source

CONFIG = Config(base="https://data.example.org/", title="Registre", publisher="Registre")


@click.command()
@click.option("--count", default=10, show_default=True, help="Documents a layout.")
@click.option("--pages", default=10_000, show_default=True, help="Pages to write, about.")
def main(count: int, pages: int) -> None:
    """Write a site of invented documents and measure it."""
    with tempfile.TemporaryDirectory() as folder:
        identities, sittings = _read(Path(folder) / "documents", count)
        site = Path(folder) / "site"
        spent = _write(site, identities, sittings, pages)
        _tell(site, spent)


def _read(folder: Path, count: int) -> tuple[Identities, list[Sitting]]:
    folder.mkdir()
    records = []
    for name, document in documents(1, count, list(LAYOUTS), 0):
        path = folder / f"{name}.txt"
        path.write_text(document.text, "utf-8")
        records.append(extract(*read_source(path, path.name)))
    identities = identify(records, read_reference())
    linked = [one for one in map(identities.link, records) if one is not None]
    return identities, list(gather_sittings(sorted(linked, key=sort_key)))


def _write(site: Path, identities: Identities, sittings: list[Sitting], pages: int) -> float:
    """Seconds of the processor that the site takes; the JSON-LD that pages embed is made before, and not counted."""
    mint = Minter(CONFIG.base)
    writer, coverage = SiteWriter(site, CONFIG, mint, identities), Coverage()
    spent, known = 0.0, dict[str, str]()
    for sitting in _repeated(sittings):
        graphs = list(sitting_pages(sitting, mint, known))
        embedded = {page.iri: json_ld(page).decode() for page in graphs}
        coverage.add(count_sitting(sitting, graphs))
        start = time.process_time()
        writer.add_sitting(sitting, {}, embedded.get)
        spent += time.process_time() - start
        if writer.written.pages >= pages:
            break
    covered = coverage.close([])
    embedded = {
        page.iri: json_ld(page).decode()
        for page in (*identity_pages(identities, mint), *coverage_graphs(covered, mint))
    }
    start = time.process_time()
    writer.close(Closing("bench", coverage=covered), embedded.get)
    return spent + time.process_time() - start


def _repeated(sittings: list[Sitting]) -> Iterator[Sitting]:
    week = 0
    while True:
        for sitting in sittings:
            yield replace(sitting, day=sitting.day + timedelta(weeks=week))
        week += 1


def _tell(site: Path, spent: float) -> None:
    sizes: defaultdict[str, list[int]] = defaultdict(list)
    for path in site.rglob("*.html"):
        parts = [part for part in path.relative_to(site).parts if part != "en"]
        sizes[parts[0] if len(parts) > 1 else path.stem].append(path.stat().st_size)
    every = sorted(size for group in sizes.values() for size in group)
    median, slow = statistics.median(every), spent / len(every) * 10_000
    click.echo(
        f"{len(every)} pages, {spent:.1f} s of the processor: {slow:.1f} s for 10,000; median {median / 1000:.1f} kB"
    )
    for kind, group in sorted(sizes.items()):
        middle, largest = statistics.median(group) / 1000, max(group) / 1000
        click.echo(f"{kind:16} {len(group):6} pages  median {middle:6.1f} kB  largest {largest:6.1f} kB")


if __name__ == "__main__":
    main()
