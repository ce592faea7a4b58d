"""The public body: what it is called where the text names it, with the kind that its words show.

The assembler weighs the candidates: nearness to the assembly's own words, agreement with the organ,
how often they come back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from registre.extraction.patterns import compile_
from registre.extraction.places import place_after, proper_case
from registre.extraction.rule import Match, Placed, Rule

HEADER = frozenset({"entete"})
_OBSERVED = "CGCT parts 2 to 5; layouts observed 2024-2026"


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body as named at one place; `kind` is commune, epci, metropole, syndicat, region…; `own` when the
    assembly's own words name it."""

    name: str
    kind: str
    own: bool = False

    def __str__(self) -> str:
        return self.name


def _named(kind: str, prefix: str, own: bool = False) -> Callable[[Match], Placed[BodyName] | None]:
    """Reads the proper name after the match; `prefix` with « {de} » takes the article as written."""

    def read(match: Match) -> Placed[BodyName] | None:
        start = match.found.end()
        end = place_after(match.flow, start)
        name = match.flow[start:end]
        if end - start < 2 or not any(char.isupper() for char in name):
            return None
        written = " ".join(match["de"].split()) if "de" in match.found.re.groupindex else ""
        article = written.lower() if written.isupper() else written
        article += "" if not article or article.endswith("'") else " "
        full = prefix.replace("{de}", article or "") + proper_case(name)
        first = match.found.start("fait") if "fait" in match.found.re.groupindex else match.found.start()
        return Placed(BodyName(" ".join(full.split()), kind, own), first, end)

    return read


_DE = r"(?P<de>de\sla\s|de\sl'|des\s|de\s|du\s|d'\s?)"

BODIES: tuple[Rule[BodyName], ...] = (
    Rule(
        id="collectivite.commune-assemblee",
        within=HEADER,
        pattern=compile_(
            r"""\bconseil\smunicipal\s(?:de\sla\s|de\s)(?P<fait>(?:commune|ville)\s(?:nouvelle\s)?{de_})""".replace(
                "{de_}", _DE
            )
        ),
        read=_named("commune", "Commune {de}", own=True),
        source=_OBSERVED,
        examples=(
            "le Conseil Municipal de la [commune de Boisvert-sur-Orge]{Commune de Boisvert-sur-Orge}, dûment convoqué",
        ),
        refuses=("le conseil municipal de la commune voisine",),
        cues=("conseil",),
    ),
    Rule(
        id="collectivite.commune",
        within=HEADER,
        pattern=compile_(r"\b(?:commune|ville|mairie|municipalite)\s(?:nouvelle\s)?" + _DE),
        read=_named("commune", "Commune {de}"),
        source=_OBSERVED,
        examples=(
            "[COMMUNE D'ORVAL]{Commune d'Orval} EXTRAIT DU REGISTRE",
            "[Mairie de La Roche]{Commune de La Roche}\n",
        ),
        refuses=("la commune de demain",),
        cues=("commune", "ville", "mairie"),
    ),
    Rule(
        id="collectivite.maire-de",
        within=HEADER,
        pattern=compile_(
            r"""\bsous\sla\spresidence\s[^;:\n]{3,80}?\bmaire\s(?P<fait>(?P<de>de\s(?!la\s(?:commune|ville)\b|[ls](?:a|on)\s)|d'\s?|du\s|des\s))"""
        ),
        read=_named("commune", "Commune {de}", own=True),
        source="CGCT art. L2121-14",
        examples=("sous la présidence de M. Paul ORME, maire [de BOISVERT]{Commune de Boisvert}.",),
        refuses=("le maire de BOISVERT a été invité",),
        cues=("presidence",),
    ),
    Rule(
        id="collectivite.conseil-municipal-de",
        within=HEADER,
        pattern=compile_(r"\bconseil\smunicipal\s(?P<de>de\s|d'\s?)(?!la\s|l')"),
        read=_named("commune", "Commune {de}", own=True),
        source=_OBSERVED,
        examples=(
            "[le Conseil Municipal de BOISVERT]{Commune de Boisvert} s'est réuni".replace("[le Conseil", "le [Conseil"),
        ),
        refuses=("le conseil municipal de jeunes",),
        cues=("conseil",),
    ),
    Rule(
        id="collectivite.communaute",
        within=HEADER,
        pattern=compile_(
            r"\bcommunaute\s(?P<sorte>de\scommunes|d'agglomeration|urbaine)\s{0,2}(?:[–-]\s)?(?P<de>de\sla\s"
            r"|de\sl'|des\s|de\s|du\s|d'\s?)?"
        ),
        read=lambda match: _community(match),
        source=_OBSERVED,
        examples=(
            "de la [Communauté de Communes du Pays des Ormes]{Communauté de communes du Pays des Ormes}, réuni",
            "[Communauté de communes VAL LILAS]{Communauté de communes Val Lilas}\n",
        ),
        refuses=("la communauté de communes est compétente",),
        cues=("communaute",),
    ),
    Rule(
        id="collectivite.conseil-communautaire-de",
        within=HEADER,
        pattern=compile_(
            r"\bconseil\scommunautaire\s(?P<de>de\sl'|de\sla\s|des\s|de\s|du\s|d'\s?)(?!communaute|metropole)"
        ),
        read=_named("epci", "Communauté de communes {de}", own=True),
        source=_OBSERVED,
        examples=(
            "le [Conseil Communautaire du Plateau de BOISVERT]"
            "{Communauté de communes du Plateau de BOISVERT}, convoqué",
        ),
        refuses=("le conseil communautaire du 3 mai",),
        cues=("communautaire",),
    ),
    Rule(
        id="collectivite.metropole-de",
        within=HEADER,
        pattern=compile_(
            r"\b(?P<fait>(?:l')?(?P<sorte>eurometropole|metropole|pole\smetropolitain))\s(?P<de>de\sla\s|de\sl'"
            r"|des\s|de\s|du\s|d'\s?)"
        ),
        read=lambda match: _metropolis(match),
        source=_OBSERVED,
        examples=(
            "le [Pôle métropolitain du Val Orme]{Pôle métropolitain du Val Orme}\n",
            "[Eurométropole de Boisvert]{Eurométropole de Boisvert}.",
        ),
        refuses=("la métropole de demain",),
        cues=("metropol",),
    ),
    Rule(
        id="collectivite.metropole",
        within=HEADER,
        pattern=compile_(
            r"\b(?P<fait>[a-z'-]{2,20}(?:[- ][a-z'-]{2,20}){0,3})\s(?P<mot>metropole)\b(?!\s(?:de|du|d')\b)"
        ),
        read=lambda match: _metropolis_before(match),
        source=_OBSERVED,
        examples=("Le Bureau de [Saint-Orme Métropole]{Saint-Orme Métropole}, après",),
        refuses=("dans la métropole",),
        cues=("metropole",),
    ),
    Rule(
        id="collectivite.syndicat",
        within=HEADER,
        pattern=compile_(
            r"""\b(?P<fait>(?:syndicat\s(?:mixte|intercommunal|(?:inter)?departemental|des\seaux
                |d'(?:energie|assainissement|adduction|electricite|irrigation|amenagement)
                |de\s(?:gestion|rivieres?|traitement|collecte|ramassage|voirie))\b
                |(?:sivu|sivom|sivos|smictom|sictom|sirtom|smitom|petr)\sd
                |pole\sd'equilibre\sterritorial)[^.,;:\n(]{0,90}?)(?=[.,;:\n(]|\s(?:extrait|seance|proces
                    |deliberation|s'est|dument
                |legalement|\d))"""
        ),
        read=lambda match: _syndicate(match),
        source="CGCT art. L5212-1, L5711-1",
        examples=(
            "[Syndicat mixte du Val d'Orme]{Syndicat mixte du Val d'Orme}\n",
            "le comité du [SIVOM de la Haute Vallée de l'Orme]{SIVOM de la Haute Vallée de l'Orme}, dûment",
        ),
        refuses=("le syndicat des copropriétaires",),
        cues=("syndicat", "sivu", "sivo", "tom d", "petr", "equilibre territorial"),
    ),
    Rule(
        id="collectivite.ccas",
        within=HEADER,
        pattern=compile_(
            r"\b(?:c\.?c\.?a\.?s\.?|centre\scommunal\sd'action\ssociale)\s(?:de\sla\s(?:ville|commune)\s)?" + _DE
        ),
        read=lambda match: _social_centre(match),
        source="CASF art. L123-4",
        examples=(
            "du [CCAS de Boisvert]{CCAS de Boisvert}, réuni",
            "le [Centre communal d'action sociale de Boisvert]{Centre communal d'action sociale de Boisvert}, réuni",
        ),
        refuses=("le CCAS de la ville",),
        cues=("ccas", "c.c.a.s", "action sociale"),
    ),
    Rule(
        id="collectivite.departement",
        within=HEADER,
        pattern=compile_(r"\b(?:conseil\s(?:departemental|general)|departement)\s" + _DE),
        read=_named("departement", "Département {de}"),
        source="CGCT part 3",
        examples=("le [Conseil départemental de l'Orme]{Département de l'Orme}, réuni",),
        refuses=("le département de demain",),
        cues=("departement", "conseil general"),
    ),
    Rule(
        id="collectivite.region",
        within=HEADER,
        pattern=compile_(r"\b(?:conseil\sregional|region)\s(?:de\sla\s|de\sl'|des\s|de\s|du\s|d'\s?)?"),
        read=_named("region", "Région "),
        source="CGCT part 4",
        examples=("la commission permanente du [conseil régional d'Orme-de-France]{Région Orme-de-France}, vu",),
        refuses=("le conseil régional est saisi",),
        cues=("region",),
    ),
    Rule(
        id="collectivite.territoire",
        within=HEADER,
        pattern=compile_(r"\b(?:etablissement\spublic\sterritorial|ept)\s(?:de\s|du\s)?"),
        read=_named("ept", "Établissement public territorial "),
        source="CGCT art. L5219-2",
        examples=("le Conseil de l'[EPT Val d'Orme]{Établissement public territorial Val d'Orme}, réuni",),
        refuses=("un établissement public territorial est créé",),
        cues=("ept", "territorial"),
    ),
)


def _social_centre(match: Match) -> Placed[BodyName] | None:
    """The body under the name that the text gives it, in full or by its letters."""
    full = match.found.group().startswith("centre")
    return _named("ccas", ("Centre communal d'action sociale" if full else "CCAS") + " {de}")(match)


def _community(match: Match) -> Placed[BodyName] | None:
    sorts = {
        "de communes": "Communauté de communes",
        "d'agglomeration": "Communauté d'agglomération",
        "urbaine": "Communauté urbaine",
    }
    sort = sorts[" ".join(match.folded("sorte").split())]
    return _named("epci", sort + " {de}")(match)


def _metropolis(match: Match) -> Placed[BodyName] | None:
    sort = match.folded("sorte")
    words = {"eurometropole": "Eurométropole", "metropole": "Métropole"}.get(sort, "Pôle métropolitain")
    return _named("syndicat" if sort.startswith("pole") else "metropole", words + " {de}")(match)


def _metropolis_before(match: Match) -> Placed[BodyName] | None:
    start, end = match.found.span("fait")
    words = re.split(r" ", match.flow[start:end])
    kept: list[str] = []
    for word in reversed(words):
        named = word[2:3] if word[:2].lower() in ("d'", "l'") else word[:1]
        if not named.isupper() or word.lower() in ("le", "la", "les", "bureau", "conseil"):
            break
        kept.insert(0, word)
    while kept and kept[0][:2] == "d'":
        kept.pop(0)
    if not kept or not match["mot"][:1].isupper():
        return None
    name = " ".join(kept)
    return Placed(BodyName(proper_case(name) + " Métropole", "metropole"), end - len(name), match.found.end())


def _syndicate(match: Match) -> BodyName | None:
    name = " ".join(match["fait"].split())
    return BodyName(name, "syndicat") if sum(char.isupper() for char in name) >= 2 else None
