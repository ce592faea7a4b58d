"""SCDL « subventions » 2.1.1: one row a grant. An act alone never fills all of it, and nothing is made up.

Schema: https://schema.data.gouv.fr/schemas/scdl/subventions/2.1.1/schema.json (arrêté du 17 novembre 2017).
Rows that lack a required cell stand in a second file whose last column names what somebody must add.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registre.csvfile import to_csv
from registre.exports.completed import (
    NOTHING,
    Completions,
    Form,
    any_text,
    is_code,
    is_day,
    is_days,
    is_rna,
    is_share,
    one_of,
)
from registre.exports.completed import REASONS as COMPLETED_REASONS
from registre.exports.losses import Exported, Losses
from registre.exports.register import Register
from registre.exports.scdl_deliberations import MISSING, guarded, losses_of_row
from registre.exports.things import Act, Money
from registre.graph.vocabulary import Reg
from registre.linking.registers.sniffing import is_siret

NAME: Final = "scdl-subventions"
COLUMNS: Final = (
    *("nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire", "idBeneficiaire"),
    *("rnaBeneficiaire", "objet", "montant", "nature", "conditionsVersement", "datesPeriodeVersement", "idRAE"),
    *("notificationUE", "pourcentageSubvention", "dispositifAide"),
)
REQUIRED: Final = (
    *("nomAttribuant", "idAttribuant", "dateConvention", "nomBeneficiaire", "objet", "montant", "nature"),
    *("conditionsVersement", "datesPeriodeVersement", "notificationUE", "pourcentageSubvention"),
)
ONE_OF: Final = "idBeneficiaire ou rnaBeneficiaire"
KEY: Final = "adresse"
"""Column of the second file: where the grant is published, by which a completed row is known."""
NATURES: Final = {Reg.Grant: "aide en numéraire", Reg.InKindAid: "aide en nature"}
_LONGEST_PURPOSE: Final = 256
_COMPLETED: Final[Mapping[str, Form]] = {
    **dict.fromkeys(("idAttribuant", "idBeneficiaire"), is_siret),
    **dict.fromkeys(("nomAttribuant", "nomBeneficiaire", "dispositifAide"), any_text(1000)),
    **dict.fromkeys(("objet", "conditionsVersement"), any_text(_LONGEST_PURPOSE - 1)),  # an apostrophe may come before
    "dateConvention": is_day,
    "rnaBeneficiaire": is_rna,
    "datesPeriodeVersement": is_days,
    "idRAE": is_code,
    "notificationUE": one_of("oui", "non"),
    "pourcentageSubvention": is_share,
}
"""Columns that somebody may fill where the publication does not; the amount is the act's alone."""
_OF_PRIVATE: Final = {name: form for name, form in _COMPLETED.items() if "eneficiaire" not in name}
"""The same for a natural person, whom nothing names: such a row stays incomplete."""

REASONS: Final = {
    "nomAttribuant": ("nom de l'attribuant inconnu : ligne incomplète", "name of the funder unknown: incomplete row"),
    "idAttribuant": (
        "SIRET de l'attribuant inconnu (donnez SIRENE ou --sirets) : ligne incomplète",
        "SIRET of the funder unknown (give SIRENE or --sirets): incomplete row",
    ),
    "dateConvention": (
        "une délibération autorise la convention, elle n'en dit pas la date de signature",
        "a deliberation allows the agreement; it does not say when it is signed",
    ),
    "nomBeneficiaire": ("bénéficiaire non identifié", "beneficiary not identified"),
    "private-person": (
        "bénéficiaire particulier : jamais nommé, ligne incomplète",
        "natural person: never named, incomplete row",
    ),
    ONE_OF: ("ni SIRET ni RNA du bénéficiaire", "neither SIRET nor RNA of the beneficiary"),
    "objet": ("objet de la subvention non énoncé dans l'acte", "purpose of the grant not stated in the act"),
    "objet.cut": (
        "objet de plus de 256 caractères : coupé, fin marquée « … »",
        "purpose longer than 256 characters: cut, marked “…”",
    ),
    "montant": ("montant non énoncé", "amount not stated"),
    "nature": ("nature inconnue", "nature unknown"),
    "conditionsVersement": ("conditions de versement : pas dans l'acte", "conditions of payment: not in the act"),
    "datesPeriodeVersement": ("dates de versement : pas dans l'acte", "dates of payment: not in the act"),
    "notificationUE": (
        "aide d'État notifiée ou non : pas dans l'acte, et « non » serait une affirmation",
        "State aid notified or not: not in the act, and “non” would be a claim",
    ),
    "pourcentageSubvention": (
        "part du bénéficiaire inconnue (aucun ou plusieurs bénéficiaires)",
        "share of the beneficiary unknown (none or several beneficiaries)",
    ),
    "cell.guarded": (
        "cellule commençant par = + - @ : précédée d'une apostrophe pour les tableurs",
        "cell beginning with = + - @: an apostrophe stands before it for spreadsheets",
    ),
    "no-place.kind": (
        "cotisations, participations, avances, garanties, prix, aides, fonds reçus : ce ne sont pas des subventions",
        "fees, contributions, advances, guarantees, prizes, aids, funds received: these are not grants",
    ),
    **COMPLETED_REASONS,
    "no-place.year": ("exercice budgétaire : pas de colonne", "budget year: no column"),
}
NOTES: Final = (
    "Une délibération ne dit ni la date de la convention, ni le versement, ni la notification : le fichier valide "
    "reste vide tant que personne ne complète le fichier des lignes incomplètes et ne le rend par --completed.",
    "A deliberation says neither the date of the agreement, nor the payment, nor the notification: the valid file "
    "stays empty until somebody completes the file of incomplete rows and gives it back with --completed.",
)


def export_grants(register: Register, sirets: Mapping[str, str], completions: Completions = NOTHING) -> Exported:
    """The valid file, the file of what is incomplete, and what did not fit."""
    losses = Losses(REASONS)
    complete: list[dict[str, str]] = []
    incomplete: list[dict[str, str]] = []
    for act in register.acts:
        for money in act.money:
            if money.of_class not in NATURES:
                losses.note("no-place.kind", money.iri)
                continue
            forms = _OF_PRIVATE if money.private else _COMPLETED
            row = completions.fill(KEY, _row(act, money, register, sirets, losses), forms, losses)
            if missing := _missing(row):
                losses_of_row(losses, missing, money.iri)
                incomplete.append({**row, MISSING: ";".join(missing)})
            else:
                complete.append(row)
    completions.note_unknown(KEY, (row[KEY] for row in (*complete, *incomplete)), losses)
    losses.note_all("no-place.kind", register.graph.nodes(Reg.ReceivedFunding))
    files = {
        f"{NAME}.csv": to_csv(COLUMNS, ({name: row.get(name, "") for name in COLUMNS} for row in complete)),
        f"{NAME}-incompletes.csv": to_csv((*COLUMNS, KEY, MISSING), incomplete),
    }
    return Exported(NAME, files, {"complete": len(complete), "incomplete": len(incomplete)}, losses, NOTES)


def _missing(row: Mapping[str, str]) -> list[str]:
    missing = [name for name in REQUIRED if not row.get(name)]
    return missing if row["idBeneficiaire"] or row["rnaBeneficiaire"] else [*missing, ONE_OF]


def _row(act: Act, money: Money, register: Register, sirets: Mapping[str, str], losses: Losses) -> dict[str, str]:
    funder = register.bodies.get(money.awarded_by or act.body)
    single = money.beneficiaries[0] if len(money.beneficiaries) == 1 and not money.private else None
    recipient = register.organisations.get(single or "")
    identifier = recipient.identifier or "" if recipient is not None else ""
    if money.private:
        losses.note("private-person", money.iri)
    if money.year:
        losses.note("no-place.year", money.iri)
    return {
        "nomAttribuant": guarded(funder.name if funder is not None else None, losses, money.iri),
        "idAttribuant": sirets.get(funder.identifier or "", "") if funder is not None else "",
        "referenceDecision": guarded(act.number, losses, money.iri),
        "nomBeneficiaire": guarded(recipient.name if recipient is not None else None, losses, money.iri),
        "idBeneficiaire": sirets.get(identifier, ""),
        "rnaBeneficiaire": rna if is_rna(rna := (recipient.rna or "") if recipient is not None else "") else "",
        "objet": _purpose(money, losses),
        "montant": f"{money.amount_eur:.2f}" if money.amount_eur is not None else "",
        "nature": NATURES[money.of_class],
        "pourcentageSubvention": "1.00" if single is not None else "",
        KEY: money.iri,
    }


def _purpose(money: Money, losses: Losses) -> str:
    cell = guarded(money.purpose, losses, money.iri)
    if len(cell) <= _LONGEST_PURPOSE:
        return cell
    losses.note("objet.cut", money.iri)
    return cell[: _LONGEST_PURPOSE - 1].rstrip() + "…"
