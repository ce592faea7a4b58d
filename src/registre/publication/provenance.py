"""What a dataset was made with, said in its catalogue: the software and its version, the registers of the State.

The reference data that come with the software are told by file, each with its digest; the registers that the publisher
gave by name alone, since gigabytes are not read twice. Source: W3C PROV-O; DCAT 3, 8 (provenance).
"""

from __future__ import annotations

from dataclasses import fields
from typing import Final

from registre import __version__
from registre.config import LICENCE_OUVERTE, Config
from registre.files import sha256_of
from registre.graph.draft import Draft
from registre.graph.pages import Term
from registre.graph.terms import iri, text
from registre.graph.vocabulary import Dct, Prov, Spdx
from registre.linking.reference import FILES, FOLDER

VINTAGE: Final = "2026"
"""Year of the bundled reference data: linking/reference/README.md."""
REGISTERS: Final = {
    "sirene_units": "Sirene (INSEE), unités légales",
    "sirene_establishments": "Sirene (INSEE), établissements",
    "rna": "Répertoire national des associations (RNA)",
    "rne": "Répertoire national des élus (RNE)",
    "banatic": "BANATIC (DGCL)",
    "cog": "Code officiel géographique (INSEE)",
    "populations": "Populations municipales (INSEE)",
}
"""Registers that a publisher may give: setting → name."""


def state_provenance(draft: Draft, config: Config) -> None:
    """The agent to which the dataset is attributed, and what it was derived from beside its documents."""
    software = iri(draft.mint.software(__version__))
    draft.describe(software, (Prov.SoftwareAgent,), (Dct.identifier, text(f"registre {__version__}")))
    draft.add(draft.thing, Prov.wasAttributedTo, software)
    for name in FILES:
        draft.add(draft.thing, Prov.wasDerivedFrom, _bundled(draft, name))
    for field in fields(config.registers):
        if getattr(config.registers, field.name) is not None:
            register = draft.part("register", field.name)
            draft.describe(register, (Prov.Entity,), (Dct.title, text(REGISTERS[field.name], "fr")))
            draft.add(draft.thing, Prov.wasDerivedFrom, register)


def _bundled(draft: Draft, name: str) -> Term:
    """One file of reference data of the software, with its digest."""
    entity, checksum = draft.part("reference", name), draft.part("checksum", "reference", name)
    draft.describe(
        entity,
        (Prov.Entity,),
        (Dct.title, text(f"Données de référence de registre {__version__}, {name}.tsv, millésime {VINTAGE}", "fr")),
        (Dct.title, text(f"Reference data of registre {__version__}, {name}.tsv, vintage {VINTAGE}", "en")),
        (Dct.license, iri(LICENCE_OUVERTE)),
        (Spdx.checksum, checksum),
    )
    draft.describe(iri(LICENCE_OUVERTE), (Dct.LicenseDocument,))
    draft.describe(
        checksum,
        (Spdx.Checksum,),
        (Spdx.algorithm, Spdx.checksumAlgorithm_sha256),
        (Spdx.checksumValue, text(sha256_of(FOLDER / f"{name}.tsv"))),
    )
    return entity
