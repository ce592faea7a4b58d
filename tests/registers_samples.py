"""Small files of the registers, in the columns of the real ones. Every name and number is invented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from registre.linking.registers.sniffing import luhn

UNIT_COLUMNS = (
    *("siren", "statutDiffusionUniteLegale", "unitePurgeeUniteLegale", "dateCreationUniteLegale", "sigleUniteLegale"),
    *("sexeUniteLegale", "prenom1UniteLegale", "prenom2UniteLegale", "prenom3UniteLegale", "prenom4UniteLegale"),
    *("prenomUsuelUniteLegale", "pseudonymeUniteLegale", "identifiantAssociationUniteLegale"),
    *("trancheEffectifsUniteLegale", "anneeEffectifsUniteLegale", "dateDernierTraitementUniteLegale"),
    *("nombrePeriodesUniteLegale", "categorieEntreprise", "anneeCategorieEntreprise", "dateDebut"),
    *("etatAdministratifUniteLegale", "nomUniteLegale", "nomUsageUniteLegale", "denominationUniteLegale"),
    *("denominationUsuelle1UniteLegale", "denominationUsuelle2UniteLegale", "denominationUsuelle3UniteLegale"),
    *("categorieJuridiqueUniteLegale", "activitePrincipaleUniteLegale", "nomenclatureActivitePrincipaleUniteLegale"),
    *("nicSiegeUniteLegale", "economieSocialeSolidaireUniteLegale", "societeMissionUniteLegale"),
    "caractereEmployeurUniteLegale",
)
ESTABLISHMENT_COLUMNS = (
    *("siren", "nic", "siret", "statutDiffusionEtablissement", "dateCreationEtablissement", "etablissementSiege"),
    *("numeroVoieEtablissement", "typeVoieEtablissement", "libelleVoieEtablissement", "codePostalEtablissement"),
    *("libelleCommuneEtablissement", "codeCommuneEtablissement", "etatAdministratifEtablissement"),
    *("enseigne1Etablissement", "denominationUsuelleEtablissement"),
)
WALDEC_COLUMNS = (
    *("id", "id_ex", "siret", "rup_mi", "gestion", "date_creat", "date_decla", "date_publi", "date_disso", "nature"),
    *("groupement", "titre", "titre_court", "objet", "objet_social1", "objet_social2", "adrs_complement"),
    *("adrs_numvoie", "adrs_repetition", "adrs_typevoie", "adrs_libvoie", "adrs_distrib", "adrs_codeinsee"),
    *("adrs_codepostal", "adrs_libcommune", "adrg_declarant", "adrg_complemid", "adrg_complemgeo", "adrg_libvoie"),
    *("adrg_distrib", "adrg_codepostal", "adrg_achemine", "adrg_pays", "dir_civilite", "siteweb", "publiweb"),
    *("observation", "position", "maj_time"),
)
IMPORT_COLUMNS = (
    *("id", "id_ex", "siret", "gestion", "date_creat", "date_publi", "nature", "groupement", "titre", "objet"),
    *("objet_social1", "objet_social2", "adr1", "adr2", "adr3", "adrs_codepostal", "libcom", "adrs_codeinsee"),
    *("dir_civilite", "siteweb", "observation", "position", "rup_mi", "maj_time"),
)
RNE_MUNICIPAL = (
    *("Code du département", "Libellé du département", "Code de la collectivité à statut particulier"),
    *("Libellé de la collectivité à statut particulier", "Code de la commune", "Libellé de la commune"),
    *("Nom de l'élu", "Prénom de l'élu", "Code sexe", "Date de naissance"),
    *("Code de la catégorie socio-professionnelle", "Libellé de la catégorie socio-professionnelle"),
    *("Date de début du mandat", "Libellé de la fonction", "Date de début de la fonction", "Code nationalité"),
)
RNE_EPCI = (
    *("Code du département", "Libellé du département", "N° SIREN", "Libellé de l'EPCI"),
    *("Code de la commune de rattachement", "Libellé de la commune de rattachement", "Nom de l'élu"),
    *("Prénom de l'élu", "Code sexe", "Date de naissance", "Code de la catégorie socio-professionnelle"),
    *("Libellé de la catégorie socio-professionnelle", "Date de début du mandat", "Libellé de la fonction"),
    "Date de début de la fonction",
)
BANATIC_COLUMNS = (
    *("Région siège", "Département siège", "Arrondissement siège", "Commune siège", "N° SIREN", "Nom du groupement"),
    *("Nature juridique", "Mode financement", "Date de création", "Date d'effet", "Nom membre", "Siren membre"),
)
COG_COLUMNS = ("TYPECOM", "COM", "REG", "DEP", "CTCD", "ARR", "TNCC", "NCC", "NCCENR", "LIBELLE", "CAN", "COMPARENT")

Row = Mapping[str, str]


def number(stem: str) -> str:
    """The stem and its check digit: an invented SIREN of eight digits, a SIRET of thirteen."""
    return next(stem + digit for digit in "0123456789" if luhn(stem + digit))


SIREN = number("91234567")
SEAT = number(SIREN + "0001")


def unit(siren: str, name: str, **more: str) -> Row:
    """An active association, unless `more` says otherwise."""
    return {
        **dict.fromkeys(UNIT_COLUMNS, ""),
        "siren": siren,
        "denominationUniteLegale": name,
        "statutDiffusionUniteLegale": "O",
        "etatAdministratifUniteLegale": "A",
        "categorieJuridiqueUniteLegale": "9220",
        "nicSiegeUniteLegale": number(siren + "0001")[9:],
        **more,
    }


def seat(siren: str, commune: str, **more: str) -> Row:
    siret = number(siren + "0001")
    return {
        **dict.fromkeys(ESTABLISHMENT_COLUMNS, ""),
        "siren": siren,
        "nic": siret[9:],
        "siret": siret,
        "etablissementSiege": "true",
        "etatAdministratifEtablissement": "A",
        "codeCommuneEtablissement": commune,
        **more,
    }


def association(rna: str, title: str, commune: str, **more: str) -> Row:
    base = {**dict.fromkeys(WALDEC_COLUMNS, ""), "id": rna, "titre": title, "adrs_codeinsee": commune}
    return {**base, "position": "A", "objet": 'un objet ; avec un point-virgule et des "guillemets"', **more}


def elected(columns: Iterable[str], **known: str) -> Row:
    """`known` by the letters of the column: nom, prenom, code."""
    row = dict.fromkeys(columns, "")
    row |= {"Nom de l'élu": known["nom"], "Prénom de l'élu": known["prenom"], known["column"]: known["code"]}
    return {**row, "Code sexe": "F", "Date de naissance": known.get("birth", "31/12/1951")}


def write_csv(
    path: Path, columns: Iterable[str], rows: Iterable[Row], delimiter: str = ",", encoding: str = "utf-8"
) -> Path:
    """A CSV file with its fields quoted where they need it."""
    import csv

    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, tuple(columns), delimiter=delimiter, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_parquet(path: Path, columns: Iterable[str], rows: Iterable[Row]) -> Path:
    """The same as Parquet, typed as INSEE's files are: booleans and whole numbers are not texts there."""
    source = write_csv(path.with_suffix(".source.csv"), columns, rows)
    typed = {"etablissementSiege": "BOOLEAN", "categorieJuridiqueUniteLegale": "INTEGER"}
    with duckdb.connect() as connection:
        table = connection.read_csv(str(source), all_varchar=True)
        columns_sql = ", ".join(
            f"CAST({name} AS {typed[name]}) AS {name}" if name in typed else name for name in table.columns
        )
        table.project(columns_sql).write_parquet(str(path))
    source.unlink()
    return path
