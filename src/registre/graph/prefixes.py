"""The namespaces of the publication, and the terms that names in them stand for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from registre.errors import UnsafeIri
from registre.graph.pages import Term
from registre.graph.terms import XSD, iri

PREFIXES: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "elidl": "http://data.europa.eu/eli/eli-draft-legislation-ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "igeo": "http://rdf.insee.fr/def/geo#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "person": "http://www.w3.org/ns/person#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "reg": "https://w3id.org/registre/ns#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": XSD,
}
"""Prefixes of the Turtle files; the namespaces that dumps, catalogue and pages use."""

_CODE = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


def named(name: str) -> Term:
    """The term of a prefixed name: "org:member". Raises `KeyError` for a prefix that is none of ours."""
    prefix, local = name.split(":")
    return iri(PREFIXES[prefix] + local)


@lru_cache(maxsize=1024)
def concept(scheme: str, code: str) -> Term:
    """The concept `code` of a scheme, by the prefix of the scheme: ("actes", "7.5") → reg:actes-7.5."""
    if _CODE.fullmatch(code) is None:
        raise UnsafeIri(f"{code[:80]!a}: not a code of the scheme « {scheme} ».")
    return named(f"reg:{scheme}-{code}")
