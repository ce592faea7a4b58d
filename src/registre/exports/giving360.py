"""360Giving JSON: grants only, so that nobody adds a fee or a guarantee to them. A natural person has no name.

Standard: https://standard.threesixtygiving.org (1.4). Identifiers carry an unregistered prefix, and say so.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, Final

from registre.exports.losses import Exported, Losses
from registre.exports.register import Register
from registre.exports.things import Act, Agent, Money
from registre.graph.vocabulary import Reg

NAME: Final = "360giving"
PREFIX: Final = "360G-registre"
LONGEST_TITLE: Final = 140

REASONS: Final = {
    "package.empty": (
        "aucune subvention à écrire : le standard en veut au moins une, ce fichier ne se publie pas",
        "no grant to write: the standard wants at least one, this file is not to be published",
    ),
    "id.prefix": (
        "préfixe d'éditeur non enregistré chez 360Giving : demandez le vôtre et remplacez « 360G-registre »",
        "publisher prefix not registered with 360Giving: ask for yours and replace “360G-registre”",
    ),
    "org.scheme": (
        "org-id.guide n'a pas de liste pour SIREN ni RNA : identifiant d'organisation propre à ce fichier",
        "org-id.guide has no list for SIREN or RNA: the organisation identifier is this file's own",
    ),
    "grant.no-amount": ("montant non énoncé : subvention omise", "amount not stated: grant left out"),
    "grant.no-recipient": (
        "bénéficiaire non identifié : subvention omise",
        "beneficiary not identified: grant left out",
    ),
    "grant.no-funder": ("attribuant inconnu : subvention omise", "funder unknown: grant left out"),
    "grant.no-title": ("acte sans objet : subvention omise", "act without a title: grant left out"),
    "grant.description": (
        "objet propre à la subvention non énoncé : la description reprend l'objet de l'acte",
        "purpose of the grant itself not stated: the description repeats the title of the act",
    ),
    "title.cut": ("objet de l'acte coupé à 140 caractères", "title of the act cut at 140 characters"),
    "individual": ("particulier : ni nom ni identifiant réel", "natural person: no name and no real identifier"),
    "no-place.year": (
        "exercice budgétaire : pas de champ (plannedDates dit des dates d'activité)",
        "budget year: no field (plannedDates are dates of activity)",
    ),
    "no-place.kind": (
        "cotisations, participations, avances, garanties, prix, aides en nature, fonds reçus : hors du standard",
        "fees, contributions, advances, guarantees, prizes, aid in kind, funds received: outside the standard",
    ),
    "no-place.article": ("article qui décide la subvention : pas de champ", "article that decides the grant: no field"),
}


def export_360giving(register: Register) -> Exported:
    """One JSON package of grants, in the order of their IRIs."""
    losses = Losses(REASONS)
    grants = []
    for act in register.acts:
        for money in act.money:
            if money.of_class != Reg.Grant:
                losses.note("no-place.kind", money.iri)
            elif (grant := _grant(act, money, register, losses)) is not None:
                grants.append(grant)
    losses.note_all("no-place.kind", register.graph.nodes(Reg.ReceivedFunding))
    if not grants:
        losses.note("package.empty")
    package = {"grants": grants}
    data = json.dumps(package, ensure_ascii=False, indent=1).encode() + b"\n"
    return Exported(NAME, {f"{NAME}.json": data}, {"grants": len(grants)}, losses)


def _grant(act: Act, money: Money, register: Register, losses: Losses) -> dict[str, Any] | None:
    funder = register.bodies.get(money.awarded_by or act.body)
    recipients = [one for iri in money.beneficiaries if (one := register.organisations.get(iri)) and one.name]
    if (fault := _fault(act, money, funder, recipients)) is not None or funder is None or act.title is None:
        losses.note(fault or "grant.no-funder", money.iri)
        return None
    _note(act, money, losses)
    identifier = f"{PREFIX}-{_slug(money.iri, 'act')}"
    return {
        "id": identifier,
        "title": _title(act.title),
        "description": money.purpose or act.title,
        "currency": "EUR",
        "amountAwarded": number(money.amount_eur or Decimal(0)),
        "awardDate": act.day,
        "fundingOrganization": [_organisation(funder, "body")],
        **_recipient(money, recipients, identifier),
        "url": act.iri,
        "dataSource": money.iri,
    }


def _fault(act: Act, money: Money, funder: Agent | None, recipients: list[Agent]) -> str | None:
    """Why a grant cannot be written, or None."""
    if money.amount_eur is None:
        return "grant.no-amount"
    if funder is None or not funder.name:
        return "grant.no-funder"
    if not recipients and not money.private:
        return "grant.no-recipient"
    return None if act.title else "grant.no-title"


def _note(act: Act, money: Money, losses: Losses) -> None:
    losses.note("id.prefix", money.iri)
    losses.note("individual" if money.private else "org.scheme", money.iri)
    losses.note("no-place.article", money.iri)
    if not money.purpose:
        losses.note("grant.description", money.iri)
    if len(act.title or "") > LONGEST_TITLE:
        losses.note("title.cut", money.iri)
    if money.year:
        losses.note("no-place.year", money.iri)


def _recipient(money: Money, recipients: list[Agent], identifier: str) -> dict[str, Any]:
    """A natural person is the standard's `recipientIndividual`, under its words for anybody."""
    if money.private:
        return {"recipientIndividual": {"id": f"{identifier}-individual", "name": "Individual Recipient"}}
    return {"recipientOrganization": [_organisation(one, "organisation") for one in recipients]}


def _organisation(agent: Agent, kind: str) -> dict[str, Any]:
    return {"id": f"{PREFIX}-{kind}-{_slug(agent.iri, kind)}", "name": agent.name}


def _title(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"


def _slug(iri: str, kind: str) -> str:
    """The part of an IRI after its kind, joined by hyphens: unique, and the same in every build."""
    return iri.partition(f"/{kind}/")[2].replace("/", "-").replace("#", "-")


def number(amount: Decimal) -> int | float:
    """An amount as a JSON number with the same digits; cents survive the float (checked)."""
    if amount == amount.to_integral_value():
        return int(amount)
    as_float = float(amount)
    assert Decimal(repr(as_float)) == amount.normalize() or Decimal(repr(as_float)) == amount
    return as_float
