"""The labels that open the lists of a roll: present, represented, excused, absent, and those that close it.

A label has a colon, or a capital and a name or a number behind it: « Étaient présents : »,
« 5 ABSENTS AYANT DONNÉ POUVOIR : », « Excusé(e)s sans procuration Mme … ».
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from registre.extraction.patterns import compile_
from registre.extraction.rule import Match, Rule

HEADER = frozenset({"entete"})


class List(StrEnum):
    """What a list of the roll says of those it names."""

    present = "present"
    represented = "represented"
    excused = "excused"
    absent = "absent"
    members = "members"
    """« Mesdames et Messieurs les conseillers : »: those present, when no other list says so."""
    others = "others"
    """All are present but those of this list: absent, unless it says more of them."""
    guests = "guests"
    """Officers and visitors: they attend, they are not members."""


_PARTS = {
    "qui": r"""(?:(?:\d{1,3}\ )?(?:les\ )?(?:conseiller{s}|conseilleres?|delegue{s}|membre{s}|elus?|titulaires?
        |suppleants?|administrateurs?
        |mmes?\.?|mm\.?|messieurs|mesdames)
        (?:[- ](?:municipaux|communautaires?|metropolitains?|departementaux|regionaux|titulaires?|syndicaux|elus
        |du\ conseil|du\ bureau|et\ suppleants|ou\ suppleants|en\ exercice)){0,6}\ )?""",
    "s": r"(?:[-.·•]e[-.·•]?s?|(?:[({]?-?e?[)}]{0,2}\(?-?s?\)?)(?:-es)?\)?)",
    "verbe": r"(?:et(?:aie|ai)(?:nt|t)|sont|etant|s'etaient)\ ",
    "fin": r"""(?P<fin>\s{0,2}(?: [:;] | \((?P<nombre>\d{1,3})\)\s?:? | \.{3,}
        | (?=\s{1,2}\d) | (?=\s{1,2}(?:mm?|mmes?|mrs?|monsieur|madame|messieurs|mesdames)[.\ ]) | (?=\n) ))""",
}


def _reads(kind: List) -> Callable[[Match], List | None]:
    def read(match: Match) -> List | None:
        fait = match["fait"]
        written = fait.lstrip("0123456789 •-")
        return kind if ":" in match.folded("fin") or written[:1].isupper() else None

    return read


def _label(
    name: str, kind: List, cues: str, words: str, examples: tuple[str, ...], refuses: tuple[str, ...] = ()
) -> Rule[List]:
    return Rule(
        id=f"appel.{name}",
        within=HEADER,
        pattern=compile_(rf"(?<![a-z'(])(?P<fait>(?:{words}){{fin}})", **_PARTS),
        read=_reads(kind),
        source="CGCT art. L2121-15, L2121-20; layouts observed 2024-2026",
        examples=examples,
        refuses=refuses,
        cues=tuple(cues.split()),
        reach=(150, 260),
    )


LABELS: tuple[Rule[List], ...] = (
    _label(
        "pouvoirs",
        List.represented,
        "pouvoir procuration mandat",
        r"""(?:\d{1,2}\ )?
        (?:{verbe}?{qui}(?:(?:absent|excuse|titulaire|represente){s}[ ,()]{0,3}(?:(?:et|ou
            |mais)\ )?){0,3}(?:et\ )?(?:qui\ )?)
        (?:ayant|avant|avaient|avait|ont|a|donnant|donne)\s
        (?:(?:donne|remis|vote\ par|etabli|adresse|transmis|laisse)\s)?
        (?:leurs?\ |un\ |une\ )?(?:mandats?\ de\ )?(?:pouvoirs?|procurations?|mandats?)\b
        (?:\ de\ vote|\ de\ voter\ en\ leur\ nom|\ ecrit|\ donnee?){0,2}
        (?:\s(?:en\ application\ de|conformement\ a)\s[^:]{0,30}l\.?\ ?2121-20[^:]{0,70})?""",
        (
            "[Ont donné procuration :]{represented} Mme LILAS à M. ORME",
            "[5 ABSENTS AYANT DONNE POUVOIR :]{represented} MRS ORME J.",
            "[Absents excusés ayant donné pouvoir :]{represented} Paul ORME à Ida LILAS",
            "[Absents ayant voté par procuration en application de l'article L 2121-20 :]{represented} Ida LILAS",
            "[Etaient excusés et avaient donné pouvoir de voter en leur nom :]{represented} Mme Ida LILAS",
        ),
        ("recours pour excès de pouvoir devant le tribunal", "M. ORME a donné pouvoir à Mme LILAS"),
    ),
    _label(
        "representes",
        List.represented,
        "represente pouvoir procuration mandat",
        r"""{verbe}?{qui}(?:absent{s}\ (?:et\ )?)?(?:excuse{s}\ (?:et\ )?)?represente{s}
        |{qui}(?:absent{s}\ )?(?:excuse{s}\ )?avec\ (?:pouvoir|procuration)s?
        |(?:liste\ des\ )?(?:pouvoir|procuration)(?:\(?s\)?)?(?:\ donnes?|\ de\ vote)?""",
        (
            "[Étaient représentés :]{represented} M. ORME par Mme LILAS",
            "[Pouvoirs :]{represented} Mme LILAS à M. ORME",
            "[ABSENTS EXCUSES AVEC POUVOIR :]{represented} Mme LILAS",
        ),
        ("les pouvoirs du maire",),
    ),
    _label(
        "excuses",
        List.excused,
        "excuse",
        r"""(?:\d{1,2}\ )?{verbe}?{qui}(?:absent{s}\ ?(?:et\ |ou\ |,\ ?|/\ ?)?)?excuse{s}
        (?:\ (?:sans\ (?:pouvoir|procuration)s?|(?:et\ )?non\ represente{s}))?""",
        (
            "[Membres titulaires absents excusés :]{excused} M. ORME",
            "[Excusé(e)s sans procuration]{excused} Madame LILAS",
            "[4 ABSENTS EXCUSES :]{excused} MME LILAS M.",
        ),
        ("il s'est excusé de son retard",),
    ),
    _label(
        "absents",
        List.absent,
        "absent excuse",
        r"""(?:\d{1,2}\ )?{verbe}?{qui}absent{s}
        (?:\ (?:(?:et\ )?non\ (?:excuse|represente){s}|sans\ (?:pouvoir|excuse|procuration)s?|ni\ [a-z ]{0,30}))?
        |non\ excuse{s}""",
        (
            "[Absents :]{absent} M. ORME",
            "[Absents non représentés :]{absent} M. ORME",
            "[Etait absent :]{absent} Paul ORME",
            "[Non excusé :]{absent} Mathieu",
        ),
        ("il était absent de la salle",),
    ),
    _label(
        "presents",
        List.present,
        "present presence suppleant assist siege appel",
        r"""(?:\d{1,3}\ )?{verbe}?{qui}(?:elus\ )?present{s}
        (?:\ (?:titulaires?(?:/suppleants)?|suppleants?|en\ seance|votants?|avec\ voix\ deliberative
        |(?:a|lors\ de|au\ moment\ de|au\ debut\ de|pendant)\ (?:l'ouverture\ ?de\ |l'|cette\ )?(?:la\ )?(?:seance
            |reunion|assemblee|appel|appel\ nominal|session)
        |(?:a\ l'ouverture|lors\ du\ vote|au\ moment\ du\ vote)
        |(?:les\ |tous\ les\ )?(?:conseillers?|membres?|delegues?|elus?|administrateurs?)(?:\ (?:municipaux
            |communautaires?|metropolitains?|syndicaux|titulaires?
        |du\ conseil(?:\ (?:municipal|communautaire))?|du\ bureau|du\ comite|en\ exercice
            |suivants?)){0,3}(?:\ dont\ les\ noms\ suivent)?
        |(?:mesdames|mmes\.?|madame|mme|mm\.?|messieurs)(?:\ et\ |,\ |\ )(?:messieurs|monsieur|mm\.?|ms\.?|m\.
            |mmes\.?|mesdames)[^:.;]{0,60}(?=\s?:))){0,2}
        |appel\ nominal(?:\ des\ (?:conseillers|membres|delegues|elus)[^:.;\d]{0,30})?(?=\s?:)
        |en\ presence\ de(?=\s?:)
        |(?:ont|avaient)\ (?:assiste|siege|pris\ part)\ (?:a\ la|en)\ (?:seance|reunion)
        |(?:•\ ?|-\ )?(?:delegues?|membres?|conseillers?)\ (?:titulaires?|suppleants?)(?:\ presents?)?
        |assistaient\ a\ la\ (?:reunion|seance)(?:\ sous\ la\ presidence\ de\ [^:]{0,120})?""",
        (
            "[Étaient présents :]{present} Mme LILAS",
            "[44 PRESENTS :]{present} MMES LILAS C.",
            "[Présent(e)s]{present} Madame Ida LILAS",
            "[Membres titulaires présents :]{present} Mme Ida LILAS",
            "[PRÉSENTS (8) :]{present} M. ORME",
            "[Présents à l'ouverture de la séance :]{present} Mme LILAS",
            "[Étaient présents les conseillers municipaux suivants :]{present} Mme LILAS",
            "[Conseillers communautaires présents avec voix délibérative :]{present} Mme LILAS",
            "[Présent·e·s :]{present} Mme LILAS",
            "[Appel nominal :]{present} Mme LILAS – présente",
        ),
        ("les membres présents adoptent",),
    ),
    _label(
        "membres",
        List.members,
        "messieurs mm.",
        r"""(?:mesdames|mmes\.?)(?:\ et|,)?\ (?:messieurs|mm\.?)(?:\ et\ mesdames)?,?\ les\s
        (?:conseillers?|membres|delegues)[^:.;\d]{0,60}(?=\s?:)""",
        ("[Mesdames et Messieurs les Conseillers Municipaux :]{members} Ida LILAS",),
        ("Mesdames et Messieurs les conseillers sont invités",),
    ),
    _label(
        "membres-du-conseil",
        List.members,
        "membres conseillers",
        r"""(?:membres|conseillers)\ (?:du\ (?:conseil(?:\ (?:municipal|communautaire|d'administration))?
        |bureau|comite(?:\ syndical)?)|en\ exercice|municipaux)""",
        ("[Membres du conseil :]{members} Mme LILAS – présente",),
        ("les membres du conseil municipal sont",),
    ),
    _label(
        "sauf",
        List.others,
        "except sauf",
        r"""(?:et(?:aie|ai)(?:nt|t)\ presents?\ ?:?\ |sont\ presents?\ ?:?\ |presents?\s?:\s{1,2})?(?:(?:tou(?:s
            |tes)|l'ensemble|la\ totalite)\ (?:les|des|de\ ses)\ (?:conseillers?|membres|delegues|elus|administrateurs)
        [^:.;]{0,80}?,?\s(?:sauf|excepte{s}|hormis|a\ l'exception\ d(?:e|es|u))|a\ l'exception\ d(?:e|es|u)|sauf
            |excepte{s})(?:\ (?:de\ |des\ )?(?:conseillers?|membres)?\ ?(?:suivants?)?)?""",
        (
            "[Tous les conseillers en exercice étaient présents, à l'exception de :]{others} Mme LILAS (excusée)",
            "[Présents : tous les conseillers, sauf]{others} M. ORME, absent",
            "[Étaient présents : tous les membres du conseil à l'exception de]{others} Mme Ida LILAS, excusée",
        ),
        ("tous les élus, sauf avis contraire, voteront",),
    ),
    _label(
        "invites",
        List.guests,
        "assistai assiste assistent invite administration personnel services egalement directeur directrice",
        r"""assist(?:aient|e|ait|ent)(?:\ (?:egalement|aussi|en\ outre))?(?:\ a\ la\ (?:reunion|seance))?
        |(?:participaient|etaient)\ (?:egalement|aussi)[^:.;]{0,40}|invite{s}|(?:pour\ l')?administration
            |personnels?[^:.;]{0,30}
        |services|fonctionnaires?[^:.;]{0,30}|direct(?:eur|rice)\ [^:.;]{0,70}""",
        (
            "[Assistaient :]{guests} M. ORME, directeur",
            "[Directrice des Services, collaboratrice du Maire :]{guests} Mme ORME",
        ),
        ("l'administration communale propose",),
    ),
)
