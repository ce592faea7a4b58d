"""What data.gouv.fr makes of a catalogue: its own code, on the bytes that its harvester would decode.

Run in the environment of requirements/harvest.txt: `python replay.py dataset.ttl` prints JSON. The bytes are decoded as
ISO-8859-1, as the harvester does when a server announces no charset; the database is mongomock, in memory.
"""
# udata and its libraries live in another environment, without types.
# mypy: ignore-errors

from __future__ import annotations

import json
import sys
from pathlib import Path

import mongoengine
import mongomock
from udata.app import create_app
from udata.settings import Testing

LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
FORMATS = {".ttl": "turtle", ".jsonld": "json-ld"}


class Settings(Testing):
    """udata's settings for tests; the address is never called."""

    MONGODB_HOST = "mongodb://localhost/udata"


def harvest(path: Path) -> dict[str, object]:
    """The dataset that the harvester would make of the catalogue at `path`."""
    from rdflib import Graph
    from udata.core.dataset.models import Dataset, License
    from udata.core.dataset.rdf import dataset_from_rdf
    from udata.core.organization.models import Organization
    from udata.rdf import namespace_manager

    License(id="lov2", title="Licence Ouverte / Open Licence version 2.0", url=LICENCE).save()
    License(id="notspecified", title="License Not Specified").save()
    owner = Organization(name="Éditeur", description="…").save()
    data = path.read_bytes().decode("iso-8859-1")
    graph = Graph(namespace_manager=namespace_manager).parse(data=data, format=FORMATS[path.suffix])
    made = dataset_from_rdf(graph, dataset=Dataset(organization=owner))
    return {
        "title": made.title,
        "description": made.description,
        "licence": made.license.id if made.license else None,
        "frequency": str(made.frequency),
        "tags": sorted(made.tags),
        "identifier": made.harvest.dct_identifier,
        "remote_url": made.harvest.remote_url,
        "modified": made.harvest.modified_at.date().isoformat(),
        "period": [made.temporal_coverage.start.isoformat(), made.temporal_coverage.end.isoformat()],
        "contacts": sorted({one.name for one in made.contact_points}),
        "mails": sorted({one.email for one in made.contact_points if one.email}),
        "resources": [_resource(one) for one in made.resources],
    }


def _resource(one) -> dict[str, object]:
    return {
        "title": one.title,
        "url": one.url,
        "format": one.format,
        "mime": one.mime,
        "size": int(one.filesize),
        "checksum": [one.checksum.type, one.checksum.value],
        "schema": one.schema.url if one.schema else None,
    }


if __name__ == "__main__":
    application = create_app(override=Settings)
    mongoengine.disconnect_all()
    mongoengine.connect(
        "udata", host="mongodb://localhost", mongo_client_class=mongomock.MongoClient, uuidRepresentation="standard"
    )
    with application.app_context():
        print(json.dumps(harvest(Path(sys.argv[1])), ensure_ascii=False, indent=1))
