"""What may be wrong with a record, in the words a town clerk understands: one code, two languages.

A doubt never repairs anything and never names a person.
"""

from __future__ import annotations

from typing import Any, Final

from registre.records import Diagnostic, Fact, Severity

DOUBTS: Final[dict[str, tuple[str, str]]] = {
    "document.no-session": (
        "Ce document ne relate pas la séance d'une assemblée.",
        "This document records no session of an assembly.",
    ),
    "source.recognised": (
        "Le texte vient d'une reconnaissance de caractères : des lettres peuvent être fausses.",
        "The text was recognised from a picture: letters may be wrong.",
    ),
    "source.pictures": (
        "Ces pages ne sont que des images, personne ne les a lues : {pages}.",
        "These pages are mere pictures, nobody has read them: {pages}.",
    ),
    "body.from-setting": (
        "Le texte ne nomme pas la collectivité : le réglage de l'éditeur pour le dossier « {folder} » dit « {body} ».",
        "The text does not name the public body: the publisher's setting for the folder “{folder}” says “{body}”.",
    ),
    "body.setting-differs": (
        "Le texte nomme « {said} », le réglage du dossier « {folder} » dit « {body} » : le texte l'emporte.",
        "The text names “{said}”, the setting for the folder “{folder}” says “{body}”: the text stands.",
    ),
    "session.other-date": (
        "Le texte donne aussi une autre date à la séance : {day}.",
        "The text also gives another date to the session: {day}.",
    ),
    "session.secretary": (
        "Le nom donné au secrétaire joint le nom d'un membre au prénom d'un autre : il n'est pas retenu.",
        "The name given to the secretary joins one member's family name to another's given name: it is not kept.",
    ),
    "roll.two-lists": (
        "Un membre figure dans deux listes de l'appel ; l'autre liste est celle des « {status} ».",
        "A member stands in two lists of the roll; the other list is that of the “{status}”.",
    ),
    "roll.duplicate": ("Un nom figure deux fois dans l'appel.", "A name stands twice in the roll."),
    "count.voting": (
        "{present} présents + {proxies} pouvoirs = {sum}, mais {voting} voix sont annoncées.",
        "{present} present + {proxies} proxies = {sum}, but {voting} voices are stated.",
    ),
    "count.present": (
        "{stated} présents sont annoncés, {named} sont nommés.",
        "{stated} members present are stated, {named} are named.",
    ),
    "count.proxies": (
        "{stated} pouvoirs sont annoncés, {named} sont nommés.",
        "{stated} proxies are stated, {named} are named.",
    ),
    "count.in-office": (
        "{present} présents + {represented} représentés + {away} excusés ou absents = {named} sur {stated} en "
        "exercice : {missing} introuvable(s).",
        "{present} present + {represented} represented + {away} excused or absent = {named} of {stated} in office: "
        "{missing} nowhere.",
    ),
    "count.in-office-over": (
        "{present} présents + {represented} représentés + {away} excusés ou absents = {named} pour {stated} en "
        "exercice : {missing} de trop.",
        "{present} present + {represented} represented + {away} excused or absent = {named} for {stated} in office: "
        "{missing} too many.",
    ),
    "proxy.holder-not-present": (
        "Un pouvoir est donné à un membre qui n'est pas parmi les présents.",
        "A proxy is given to a member who is not among those present.",
    ),
    "proxy.two": (
        "Un membre porte plus d'un pouvoir (CGCT, art. L2121-20 : un seul par conseiller).",
        "A member holds more than one proxy (CGCT art. L2121-20: one a councillor).",
    ),
    "proxy.giver-present": (
        "Un membre qui a donné pouvoir figure aussi parmi les présents.",
        "A member who gave a proxy also stands among those present.",
    ),
    "vote.voices": (
        "Le vote compte {voices} voix pour {voting} votants.",
        "The vote counts {voices} voices for {voting} voters.",
    ),
    "stamp.date": (
        "L'identifiant de télétransmission porte le {stamped}, la séance est du {day}.",
        "The télétransmission identifier says {stamped}, the session is of {day}.",
    ),
    "stamp.number": (
        "L'identifiant de télétransmission porte le numéro « {stamped} », l'acte le numéro « {number} ».",
        "The télétransmission identifier has the number “{stamped}”, the act the number “{number}”.",
    ),
    "stamp.siren": (
        "L'identifiant de télétransmission est celui d'une autre collectivité.",
        "The télétransmission identifier is that of another public body.",
    ),
}


def doubt(
    code: str,
    severity: Severity = Severity.warning,
    *,
    where: Fact[Any] | tuple[int, int] | None = None,
    act: int | None = None,
    **values: object,
) -> Diagnostic:
    """The diagnostic `code` about `where` (a fact, or characters of the source), its words filled in."""
    french, english = DOUBTS[code]
    if isinstance(where, Fact):
        where = (where.evidence.start, where.evidence.end)
    start, end = where or (None, None)
    return Diagnostic(code, french.format(**values), severity, act, start, end, english.format(**values))
