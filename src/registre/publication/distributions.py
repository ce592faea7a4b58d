"""The files of the dataset as the catalogue announces them: one distribution a file, in the order of use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Final

from registre.config import Config
from registre.files import sha256_of
from registre.graph.draft import Draft
from registre.graph.pages import Term
from registre.graph.terms import iri, text, typed
from registre.graph.vocabulary import Dcat, Dct, Spdx
from registre.publication.dumps import FOLDER, TABLES
from registre.publication.tables import tables

_EU: Final = "http://publications.europa.eu/resource/authority/file-type"
_MEDIA: Final = "https://www.iana.org/assignments/media-types"


@dataclass(frozen=True, slots=True)
class Distribution:
    """A published file: its path below the publication, its type, its titles, and what it conforms to."""

    path: str
    media_type: str
    file_type: str | None
    """Code in the EU list of file types; None where the list has none."""
    french: str
    english: str
    conforms_to: str | None = None
    """Path of its schema below the publication."""
    compression: str | None = None
    """Media type of the packing."""


def _graph(name: str, media_type: str, file_type: str, french: str, english: str) -> Distribution:
    return Distribution(f"{FOLDER}/{name}", media_type, file_type, french, english)


GRAPH_FILES: Final = (
    _graph("registre.nq", "application/n-quads", "RDF_N_QUADS", "Le graphe en N-Quads", "The graph in N-Quads"),
    _graph("registre.ttl", "text/turtle", "RDF_TURTLE", "Le graphe en Turtle", "The graph in Turtle"),
    _graph("registre.jsonld", "application/ld+json", "JSON_LD", "Le graphe en JSON-LD", "The graph in JSON-LD"),
    _graph("evidence.nq", "application/n-quads", "RDF_N_QUADS", "Les preuves en N-Quads", "The evidence in N-Quads"),
    _graph("inferred.nq", "application/n-quads", "RDF_N_QUADS", "Les suffrages déduits", "The inferred ballots"),
    _graph("records.jsonl", "application/jsonl", "JSON", "Les relevés, un par ligne", "The records, one a line"),
    _graph("ontology.ttl", "text/turtle", "RDF_TURTLE", "L’ontologie et ses listes", "The ontology and its schemes"),
)
COMPRESSED: Final = ("registre.nq", "registre.ttl", "registre.jsonld", "evidence.nq", "records.jsonl")
"""Files that also stand in gzip and Zstandard."""
_PACKINGS: Final = ((".gz", "application/gzip", "gzip"), (".zst", "application/zstd", "Zstandard"))


def find_distributions(folder: Path) -> tuple[Distribution, ...]:
    """What of all this stands in `folder`: tables first, which most people want, then the graph."""
    announced = (*_table_files(), *GRAPH_FILES, *_packed_files())
    return tuple(one for one in announced if (folder / one.path).is_file())


def _table_files() -> Iterator[Distribution]:
    for table in tables():
        stem, schema = f"{TABLES}/{table.name}", f"{TABLES}/{table.name}.schema.json"
        french, english = f"Table « {table.name} » : {table.fr}", f"Table “{table.name}”: {table.en}"
        yield Distribution(f"{stem}.csv", "text/csv", "CSV", f"{french} (CSV)", f"{english} (CSV)", schema)
        yield Distribution(
            f"{stem}.parquet", "application/vnd.apache.parquet", None, f"{french} (Parquet)", f"{english} (Parquet)"
        )
    yield Distribution(
        f"{TABLES}/datapackage.json",
        "application/json",
        "JSON",
        "Les tables en un paquet de données (Data Package)",
        "The tables as a data package",
    )


def _packed_files() -> Iterator[Distribution]:
    by_name = {Path(one.path).name: one for one in GRAPH_FILES}
    for name in COMPRESSED:
        one = by_name[name]
        for suffix, packing, word in _PACKINGS:
            yield replace(
                one,
                path=one.path + suffix,
                french=f"{one.french}, comprimé ({word})",
                english=f"{one.english}, compressed ({word})",
                compression=packing,
            )


def state_distribution(draft: Draft, folder: Path, config: Config, one: Distribution, day: Term | None) -> Term:
    """A file known by its own address, with its size and digest; the address."""
    mint, path = draft.mint, folder / one.path
    node = iri(mint.file(one.path))
    checksum = draft.part("checksum", *Path(one.path).relative_to(FOLDER).parts)
    draft.describe(
        node,
        (Dcat.Distribution,),
        (Dct.title, text(one.french, "fr")),
        (Dct.title, text(one.english, "en")),
        (Dcat.accessURL, node),
        (Dcat.downloadURL, node),
        (Dcat.mediaType, iri(f"{_MEDIA}/{one.media_type}")),
        (Dcat.compressFormat, iri(f"{_MEDIA}/{one.compression}") if one.compression else None),
        (Dct.format, iri(f"{_EU}/{one.file_type}") if one.file_type else None),
        (Dct.conformsTo, iri(mint.file(one.conforms_to)) if one.conforms_to else None),
        (Dcat.byteSize, typed(Decimal(path.stat().st_size))),
        (Dct.license, iri(config.licence)),
        (Dct.issued, day),
        (Dct.modified, day),
        (Spdx.checksum, checksum),
    )
    if one.conforms_to is not None:
        draft.describe(iri(mint.file(one.conforms_to)), (Dct.Standard,))
    draft.describe(
        checksum,
        (Spdx.Checksum,),
        (Spdx.algorithm, Spdx.checksumAlgorithm_sha256),
        (Spdx.checksumValue, text(sha256_of(path))),
    )
    return node
