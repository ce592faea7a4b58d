"""Ways to tell a matter from its recitals to its vote."""

from __future__ import annotations

from random import Random

from bench.synthesis.matters import Matter, Measure
from bench.synthesis.opening import the_organ
from bench.synthesis.sitting import Sitting
from bench.synthesis.truth import ActTruth, VoteTruth
from bench.synthesis.votes import VoteWords, any_vote, rejected
from bench.synthesis.world import starts_with_vowel

THIRD_PERSON = {
    "accepter": "accepte",
    "accorder": "accorde",
    "admettre": "admet",
    "adopter": "adopte",
    "affecter": "affecte",
    "allouer": "alloue",
    "approuver": "approuve",
    "attribuer": "attribue",
    "autoriser": "autorise",
    "charger": "charge",
    "contracter": "contracte",
    "créer": "crée",
    "demander": "demande",
    "dire": "dit",
    "décider": "décide",
    "désigner": "désigne",
    "fixer": "fixe",
    "modifier": "modifie",
    "octroyer": "octroie",
    "prendre acte": "prend acte",
    "retenir": "retient",
    "solliciter": "sollicite",
    "verser": "verse",
    "voter": "vote",
}
VISAS = (
    "Vu le Code général des collectivités territoriales, notamment son article L. 2121-29,",
    "Vu le CGCT et notamment ses articles L.2121-29 et L.2311-7 ;",
    "VU la délibération n° 2020-45 du 10 juillet 2020 relative aux délégations ;",
    "Vu l'avis favorable de la commission des finances,",
    "Vu l'avis de la commission, rendu par 7 voix pour et 1 abstention,",
    "Vu la loi du 1er juillet 1901 relative au contrat d'association,",
    "Sur proposition du bureau,",
    "Considérant l'intérêt du projet pour le territoire,",
)


def to_infinitive(measure: Measure) -> str:
    """« d'approuver la convention », « de verser … »."""
    verb, rest = measure
    return ("d'" if starts_with_vowel(verb) else "de ") + f"{verb} {rest}"


def to_third_person(measure: Measure, *, capitals: bool) -> str:
    """« APPROUVE la convention », « approuve la convention »."""
    verb, rest = measure
    if verb == "décider" and capitals:
        return f"DECIDE {rest}"
    spoken = THIRD_PERSON[verb]
    return f"{spoken.upper() if capitals else spoken} {rest}"


def recitals(rng: Random, matter: Matter, *, visas: bool) -> list[str]:
    """Some visas, then what is explained."""
    head = rng.sample(VISAS, rng.randint(1, 3)) if visas else []
    if head and rng.random() < 0.2:
        head[0] = head[0].upper() if head[0].startswith("Vu le Code") else head[0]
    return head + matter.recitals


def _deliberated(rng: Random) -> str:
    return rng.choice(
        (
            "Après en avoir délibéré, ",
            "Après en avoir délibéré, ",
            "Après délibération, ",
            "Ouï l'exposé du rapporteur et après en avoir délibéré, ",
            "Cet exposé entendu, et après en avoir délibéré, ",
            "Ainsi informé et après en avoir délibéré, ",
            "",
        )
    )


def decision(rng: Random, sitting: Sitting, matter: Matter, vote: VoteWords) -> list[str]:
    """The operative part as paragraphs, with the vote inside it or after it; a proposal when it is rejected."""
    if matter.result:
        return [matter.result]
    if vote.truth.outcome == "rejected":
        return [*_with_lines([_proposed(rng, sitting), *_bulleted(matter)], matter), vote.after]
    inline = f", {vote.inline}" if vote.inline else ""
    first, *others = matter.measures
    head = _deliberated(rng)
    organ = the_organ(sitting, capital=not head)
    way = rng.randrange(7) if not matter.noted else rng.choice((2, 3))
    if way in (0, 5):
        verb = rng.choice(("décide", "DECIDE", "décide", "DÉCIDE"))
        measures = [f"- {to_infinitive(one)}" for one in matter.measures]
        lead = f"{head}{organ}{inline}, {verb} :" if inline else f"{head}{organ} {verb} :"
        paragraphs = [lead, *measures]
    elif way == 1:
        lead = f"{head}{organ}{inline} DECIDE :" if not inline else f"{head}{organ}{inline}, DECIDE :"
        form = rng.choice(("Article {n} : {m}", "ARTICLE {n} – {m}", "Article {n}. {m}"))
        measures = [
            form.format(
                n="1er" if n == 1 and rng.random() < 0.3 else n,
                m=_capital(to_infinitive(one) if rng.random() < 0.3 else to_third_person(one, capitals=False)),
            )
            for n, one in enumerate(matter.measures, 1)
        ]
        paragraphs = [lead, *measures]
    elif way in (2, 4):
        capitals = rng.random() < 0.6
        bullet = rng.choice(("- ", "• ", "", "– "))
        paragraphs = [
            f"{head}{organ}{inline} :",
            *[bullet + to_third_person(one, capitals=capitals) for one in matter.measures],
        ]
    elif way == 3 or vote.truth.outcome != "adopted" or not vote.inline:
        capitals = rng.random() < 0.3
        lead = f"{head}{organ}{inline}, " if inline else f"{head}{organ} "
        paragraphs = [
            lead + to_third_person(first, capitals=capitals),
            *[_capital(to_third_person(one, capitals=capitals)) + "." for one in others],
        ]
    else:
        closing = rng.choice(
            (
                f"{the_organ(sitting, capital=True)} adopte {vote.inline}.",
                f"Adopté {vote.inline}.",
                f"{the_organ(sitting, capital=True)}{inline}, adopte cette délibération.",
            )
        )
        paragraphs = [_proposed(rng, sitting), *_bulleted(matter), closing]
    return _with_lines(paragraphs, matter) + ([vote.after] if vote.after else [])


def _proposed(rng: Random, sitting: Sitting) -> str:
    """« Il est proposé au Conseil municipal : »."""
    asked = rng.choice(("Il est proposé", "Il est demandé", "En conséquence, il est proposé"))
    article = "à la" if sitting.assembly.organ.startswith("Commission") else "au"
    return f"{asked} {article} {sitting.assembly.organ} :"


def _bulleted(matter: Matter) -> list[str]:
    return [f"- {to_infinitive(one)} ;" for one in matter.measures]


def _with_lines(paragraphs: list[str], matter: Matter) -> list[str]:
    """Puts the list of grants under the measure that announces it, then the budget charge."""
    if matter.lines:
        at = next(index for index, one in enumerate(paragraphs) if matter.measures[0][1] in one)
        paragraphs = [*paragraphs[: at + 1], *matter.lines, *paragraphs[at + 1 :]]
    return paragraphs + ([matter.charge] if matter.charge else [])


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def settle(rng: Random, sitting: Sitting, matter: Matter, *, may_fail: bool = False) -> tuple[ActTruth, VoteWords]:
    """The act as the record has it, and how it was voted; what is rejected gives no money."""
    if matter.result:
        return ActTruth(matter.title), VoteWords("", "", VoteTruth())
    vote = VoteWords("", "", VoteTruth("noted")) if matter.noted else any_vote(rng, sitting)
    if may_fail and not matter.noted and rng.random() < 0.06:
        vote = rejected(rng, sitting)
    act = ActTruth(matter.title, vote=vote.truth, grants=matter.grants, budget_codes=matter.budget_codes)
    if matter.result:
        return [matter.result]
    if vote.truth.outcome == "rejected":
        act.grants, act.budget_codes = [], None
    return act, vote


def proposal(matter: Matter) -> list[str]:
    """A matter put to the vote and not decided: what it would have been."""
    return [f"Il est proposé {to_infinitive(one)}." for one in matter.measures[:1]]
