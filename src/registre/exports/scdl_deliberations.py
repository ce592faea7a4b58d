"""SCDL « délibérations » 2.1.5: one row a deliberation; those that lack a required cell go to a second file.

Schema: https://schema.data.gouv.fr/schemas/scdl/deliberations/2.1.5/schema.json
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registre.csvfile import safe_text, to_csv
from registre.exports.completed import NOTHING, Completions, Form, any_text, is_matter
from registre.exports.completed import REASONS as COMPLETED_REASONS
from registre.exports.losses import Exported, Losses
from registre.exports.register import Register
from registre.exports.scdl_votes import COLUMNS as VOTE_COLUMNS
from registre.exports.scdl_votes import REASONS as VOTE_REASONS
from registre.exports.scdl_votes import vote_cells
from registre.exports.things import Act
from registre.graph.vocabulary import Reg, concept
from registre.linking.registers.sniffing import is_siret

NAME: Final = "scdl-deliberations"
REQUIRED: Final = (
    *("COLL_NOM", "COLL_SIRET", "DELIB_ID", "DELIB_DATE", "DELIB_MATIERE_CODE", "DELIB_MATIERE_NOM", "DELIB_OBJET"),
)
COLUMNS: Final = (
    *REQUIRED,
    *("BUDGET_ANNEE", "BUDGET_NOM", "PREF_ID", "PREF_DATE"),
    *VOTE_COLUMNS,
    "DELIB_URL",
)
MISSING: Final = "manquant"
KEY: Final = "DELIB_URL"
"""The column by which a completed row is known."""
_COMPLETED: Final[Mapping[str, Form]] = {
    "COLL_NOM": any_text(1000),
    "COLL_SIRET": is_siret,
    "DELIB_ID": any_text(100),
    "DELIB_MATIERE_CODE": is_matter,
    "DELIB_OBJET": any_text(10_000),
    "PREF_ID": any_text(100),
}
"""Columns that somebody may fill where the publication does not."""

REASONS: Final = {
    "COLL_NOM": ("nom de la collectivité inconnu : ligne incomplète", "name of the body unknown: incomplete row"),
    "COLL_SIRET": (
        "SIRET inconnu (l'acte donne au mieux le SIREN ; donnez SIRENE ou --sirets) : ligne incomplète",
        "SIRET unknown (the act gives the SIREN at best; give SIRENE or --sirets): incomplete row",
    ),
    "DELIB_ID": ("l'acte n'a pas de numéro : ligne incomplète", "the act has no number: incomplete row"),
    "DELIB_DATE": ("date inconnue : ligne incomplète", "date unknown: incomplete row"),
    "DELIB_MATIERE_CODE": (
        "matière ACTES de niveau 2 non énoncée : ligne incomplète",
        "ACTES matter of level 2 not stated: incomplete row",
    ),
    "DELIB_MATIERE_NOM": ("nom de la matière inconnu : ligne incomplète", "name of the matter unknown: incomplete row"),
    "DELIB_OBJET": (
        "l'acte n'a pas d'objet lisible : ligne incomplète",
        "the act has no readable title: incomplete row",
    ),
    "budget.name": (
        "année de budget connue, nom du budget inconnu : les deux colonnes vont ensemble, donc vides",
        "budget year known, name of the budget unknown: the two columns go together, so they are empty",
    ),
    "pref.id": (
        "reçu par le contrôle de légalité, mais rien ne dit par quelle préfecture ou sous-préfecture : PREF_ID vide",
        "received by the legality control, but nothing says by which prefecture: PREF_ID empty",
    ),
    "pref.before": (
        "reçu avant la séance : la date est douteuse, PREF_DATE vide",
        "received before the session: the date is doubtful, PREF_DATE empty",
    ),
    **VOTE_REASONS,
    **COMPLETED_REASONS,
    "cell.guarded": (
        "cellule commençant par = + - @ : précédée d'une apostrophe pour les tableurs",
        "cell beginning with = + - @: an apostrophe stands before it for spreadsheets",
    ),
    "no-place.attendance": ("présences : pas de colonne", "attendance: no column"),
    "no-place.proxy": ("pouvoirs : pas de colonne", "proxies: no column"),
    "no-place.ballot": ("votes nominatifs : pas de colonne", "ballots by name: no column"),
    "no-place.outcome": (
        "résultat ou méthode du vote (rejet, report, unanimité) : pas de colonne",
        "outcome or method of the vote (rejected, postponed, unanimity): no column",
    ),
    "no-place.article": ("articles du dispositif : pas de colonne", "operative articles: no column"),
    "no-place.money": ("argent engagé : voir l'export subventions", "money committed: see the grants export"),
    "no-place.publication": ("date de publication : pas de colonne", "date of publication: no column"),
}
NOTES: Final = (
    "VOTE_REEL compte des voix (présents + pouvoirs) : c'est la seule lecture où la somme exigée par le schéma tient.",
    "VOTE_REEL counts voices (present + proxies): the only reading under which the sum that the schema wants holds.",
)


def export_deliberations(register: Register, sirets: Mapping[str, str], completions: Completions = NOTHING) -> Exported:
    """The valid file, the file of what is incomplete, and what did not fit."""
    losses = Losses(REASONS)
    rows = [_completed(_row(act, register, sirets, losses), register, completions, losses) for act in register.acts]
    completions.note_unknown(KEY, (row[KEY] for row in rows), losses)
    complete: list[dict[str, str]] = []
    incomplete: list[dict[str, str]] = []
    for act, row in zip(register.acts, rows, strict=True):
        missing = [name for name in REQUIRED if not row.get(name)]
        losses_of_row(losses, missing, act.iri)
        (incomplete if missing else complete).append({**row, MISSING: ";".join(missing)} if missing else row)
    _note_no_place(register, losses)
    files = {
        f"{NAME}.csv": to_csv(COLUMNS, complete),
        f"{NAME}-incompletes.csv": to_csv((*COLUMNS, MISSING), incomplete),
    }
    return Exported(NAME, files, {"complete": len(complete), "incomplete": len(incomplete)}, losses, NOTES)


def _completed(row: Mapping[str, str], register: Register, completions: Completions, losses: Losses) -> dict[str, str]:
    """The row with what somebody added; the name of a matter follows its code."""
    filled = completions.fill(KEY, row, _COMPLETED, losses)
    code = filled["DELIB_MATIERE_CODE"]
    return {**filled, "DELIB_MATIERE_NOM": matter_name(code, register) if code else ""}


def losses_of_row(losses: Losses, missing: list[str], about: str) -> None:
    """One loss for each required cell that a row lacks; codes are the names of the columns."""
    for name in missing:
        losses.note(name, about)


def guarded(text: str | None, losses: Losses, about: str) -> str:
    """A cell that no spreadsheet runs; "" for nothing."""
    cell = safe_text(text or "")
    if cell.startswith("'") and not (text or "").strip().startswith("'"):
        losses.note("cell.guarded", about)
    return cell


def _row(act: Act, register: Register, sirets: Mapping[str, str], losses: Losses) -> dict[str, str]:
    body = register.bodies.get(act.body)
    session = register.sessions.get(act.session or "")
    code = act.matter if act.matter is not None and "." in act.matter else None
    row = {
        "COLL_NOM": guarded(body.name if body is not None else None, losses, act.iri),
        "COLL_SIRET": sirets.get(body.identifier or "", "") if body is not None else "",
        "DELIB_ID": guarded(act.number, losses, act.iri),
        "DELIB_DATE": act.day,
        "DELIB_MATIERE_CODE": code or "",
        "DELIB_OBJET": guarded(act.title, losses, act.iri),
        "PREF_DATE": _received(act, losses),
        KEY: act.iri,
    }
    if act.budget_years:
        losses.note("budget.name", act.iri)
    return {**row, **vote_cells(act, session, losses)}


def matter_name(code: str, register: Register) -> str:
    """ "finances locales/subventions": both levels in small letters, without comma or parenthesis; "" when unknown."""
    names = [
        register.graph.concept_label(concept("actes", one)[1:-1]) for one in (code.split(".", maxsplit=1)[0], code)
    ]
    plain = [name.lower().replace("’", "'").replace(",", "") for name in names if name is not None]
    plain = [name.replace("(", "").replace(")", "").replace("/", " ") for name in plain]
    return "/".join(plain) if len(plain) == 2 else ""


def _received(act: Act, losses: Losses) -> str:
    if act.received_on is None:
        return ""
    losses.note("pref.id", act.iri)
    if act.received_on >= act.day:
        return act.received_on
    losses.note("pref.before", act.iri)
    return ""


def _note_no_place(register: Register, losses: Losses) -> None:
    graph = register.graph
    losses.note_all("no-place.attendance", graph.nodes(Reg.Attendance))
    losses.note_all("no-place.proxy", graph.nodes(Reg.Proxy))
    losses.note_all("no-place.ballot", graph.nodes(Reg.Ballot))
    losses.note_all("no-place.outcome", (act.vote.iri for act in register.acts if act.vote and act.vote.outcome))
    losses.note_all("no-place.article", graph.nodes(Reg.OperativeArticle))
    losses.note_all("no-place.money", (one.iri for act in register.acts for one in act.money))
    losses.note_all("no-place.publication", (act.iri for act in register.acts if act.published_on))
