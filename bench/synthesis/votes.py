"""Ways to vote, and to say how the vote went."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from bench.synthesis.numbers import in_words
from bench.synthesis.sitting import Names, Sitting, join, write
from bench.synthesis.truth import VoteTruth
from bench.synthesis.world import Person


@dataclass(frozen=True, slots=True)
class VoteWords:
    """`inline` completes « Le conseil, …, décide »; `after` is a sentence of its own; one of them is empty."""

    inline: str
    after: str
    truth: VoteTruth


def named(rng: Random, sitting: Sitting, people: list[Person]) -> tuple[str, list[str]]:
    """« M. A, Mme B et M. C » and the names for the record."""
    style = sitting.names if sitting.names is not Names.family else Names.titled_family
    written = [write(rng, person, style) for person in people]
    return join(rng, [one.text for one in written], (", ",)), [one.name for one in written]


def unanimous(rng: Random, sitting: Sitting) -> VoteWords:
    """Everybody for, said so, with or without the count."""
    truth = VoteTruth("adopted", True)
    voting = sitting.voting
    plain = rng.choice(
        (
            "à l'unanimité",
            "à l'unanimité",
            "à l'unanimité des membres présents et représentés",
            "à l'unanimité des suffrages exprimés",
            "à l'unanimité des voix",
            "A L'UNANIMITE",
            "à l'unanimité de ses membres présents",
        )
    )
    if rng.random() < 0.25:
        truth.for_ = voting
        return VoteWords(rng.choice((f"{plain} par {voting} voix pour", f"{plain} ({voting} voix pour)")), "", truth)
    if rng.random() < 0.5:
        return VoteWords(plain, "", truth)
    after = rng.choice(
        (
            "Adopté à l'unanimité.",
            "Adoptée à l'unanimité.",
            "ADOPTE A L'UNANIMITE.",
            "VOTE : unanimité",
            "Vote : à l'unanimité",
            "Délibération adoptée à l'unanimité.",
            "Le point est adopté à l'unanimité.",
            "Approuvé à l'unanimité des membres présents.",
            "Unanimité.",
            f"Vote : Pour : {voting} Contre : 0 Abstention : 0 – adopté à l'unanimité",
        )
    )
    if "Contre" in after:
        truth.for_, truth.against, truth.abstentions = voting, 0, 0
    return VoteWords("", after, truth)


def counted(rng: Random, sitting: Sitting) -> VoteWords:
    """The count of the voices and nothing more: in words, labels, zeros written « / »."""
    voters = sitting.voters
    against, abstaining = _split(rng, sitting, len(voters) // 3)
    favour = sitting.voting - against - abstaining
    truth = VoteTruth("adopted", False if against else None, favour, against, abstaining)
    spelt = in_words if rng.random() < 0.12 else str
    plural = "S" if abstaining > 1 else ""
    zero = rng.choice(("0", "0", "/", "néant"))
    shown = [str(count) if count else zero for count in (against, abstaining)]
    choices = (
        (
            f"par {spelt(favour)} voix pour, {spelt(against)} contre et {spelt(abstaining)} abstention{plural.lower()}",
            "",
        ),
        (f"avec {favour} voix pour, {against} voix contre et {abstaining} abstention{plural.lower()}", ""),
        (f"par {favour} voix POUR, {against} voix CONTRE, {abstaining} ABSTENTION{plural}", ""),
        ("", f"Vote : pour : {favour} ; contre : {shown[0]} ; abstention : {shown[1]}"),
        ("", f"POUR : {favour}   CONTRE : {shown[0]}   ABSTENTION : {shown[1]}"),
        ("", f"Votes pour : {favour}\nVotes contre : {shown[0]}\nAbstentions : {shown[1]}"),
        ("", f"Vote : {favour} pour / {against} contre / {abstaining} abstention{plural.lower()} – adopté"),
        ("", f"Votants : {sitting.voting} – Pour : {favour} – Contre : {against} – Abstention(s) : {abstaining}"),
        ("", f"Pour : Contre : Abstention :\n{favour} {against} {abstaining}"),
        ("", f"(Pour : {favour}, Contre : {against}, Abstentions : {abstaining})"),
    )
    inline, after = rng.choice(choices)
    return VoteWords(inline, after, truth)


def _split(rng: Random, sitting: Sitting, most: int) -> tuple[int, int]:
    against = rng.choice((0, 0, rng.randint(0, most)))
    return against, rng.choice((0, rng.randint(0, most)))


def divided(rng: Random, sitting: Sitting) -> VoteWords:
    """A majority, with the names of those who are against or abstain."""
    voters = sitting.voters
    rng.shuffle(voters)
    against = voters[: rng.randint(0, 3)]
    abstaining = voters[len(against) : len(against) + rng.randint(0 if against else 1, 3)]
    truth = VoteTruth("adopted", False if against else None)
    no, truth.against_names = named(rng, sitting, against)
    shy, truth.abstention_names = named(rng, sitting, abstaining)
    favour = sitting.voting - len(against) - len(abstaining)
    way = rng.randrange(6)
    if way in (0, 1, 2):
        truth.for_ = favour
        truth.against, truth.abstentions = len(against) or None, len(abstaining) or None
        parts = [f"{favour} voix pour"]
        if against:
            parts.append(f"{len(against)} voix contre ({no})")
        if abstaining:
            parts.append(f"{len(abstaining)} abstention{'s' * (len(abstaining) > 1)} ({shy})")
        if way == 0:
            return VoteWords(f"par {', '.join(parts[:-1])} et {parts[-1]}", "", truth)
        truth.unanimous = False
        if way == 1:
            return VoteWords(f"à la majorité, avec {', '.join(parts[:-1])} et {parts[-1]}", "", truth)
        return VoteWords("", f"Adopté à la majorité : {', '.join(parts)}.", truth)
    truth.unanimous = False
    if way == 3:
        details = ([f"contre : {no}"] if against else []) + ([f"abstention : {shy}"] if abstaining else [])
        return VoteWords(f"à la majorité ({' ; '.join(details)})", "", truth)
    if way == 4:
        lines = [f"{'A' if len(against) == 1 else 'Ont'} voté contre : {no}"] if against else []
        if abstaining:
            lines.append(f"{'Abstention' if len(abstaining) == 1 else 'Se sont abstenus'} : {shy}")
        return VoteWords("à la majorité", ". ".join(lines) + ".", truth)
    truth.for_, truth.against, truth.abstentions = favour, len(against), len(abstaining)
    lines = [f"Pour : {favour}", f"Contre : {len(against)}" + (f" ({no})" if no else "")]
    lines.append(f"Abstention : {len(abstaining)}" + (f" ({shy})" if shy else ""))
    return VoteWords("", "Adopté à la majorité.\n" + "\n".join(lines), truth)


def bare(rng: Random, sitting: Sitting) -> VoteWords:
    """Adopted, and nothing on how."""
    return VoteWords("", rng.choice(("", "", "Adopté.", "Délibération approuvée.")), VoteTruth("adopted"))


def abstaining_from_the_matter(rng: Random, sitting: Sitting) -> VoteWords:
    """Unanimous among those who vote; one or two members concerned do not take part."""
    voters = sitting.voters
    out = [one for one in rng.sample(voters, min(2, len(voters))) if one in sitting.present][: rng.randint(1, 2)]
    if not out:
        return unanimous(rng, sitting)
    text, names = named(rng, sitting, out)
    truth = VoteTruth("adopted", True, not_voting_names=names)
    many = len(out) > 1
    sentence = rng.choice(
        (
            f"{text} ne {'prennent' if many else 'prend'} pas part au vote.",
            f"{text} n'{'ont' if many else 'a'} pas pris part au vote.",
            f"{text}, intéressé{'s' * many} à l'affaire, ne {'participent' if many else 'participe'} pas au vote.",
            f"{'Ne prennent' if many else 'Ne prend'} pas part au vote : {text}.",
            f"NPPV : {text}.",
        )
    )
    return VoteWords("à l'unanimité", sentence, truth)


def secret(rng: Random, sitting: Sitting) -> VoteWords:
    against = rng.randint(0, max(1, sitting.voting // 4))
    favour = sitting.voting - against
    truth = VoteTruth("adopted", False if against else None, favour, against)
    return VoteWords(f"au scrutin secret, par {favour} voix pour et {against} voix contre", "", truth)


def rejected(rng: Random, sitting: Sitting) -> VoteWords:
    """The proposal falls."""
    voting = sitting.voting
    abstaining = rng.randint(0, voting // 5)
    favour = rng.randint(0, (voting - abstaining) // 3)
    against = voting - abstaining - favour
    truth = VoteTruth("rejected", None, favour, against, abstaining)
    tail = f", {abstaining} abstention{'s' * (abstaining > 1)}"
    sentence = rng.choice(
        (
            f"Par {favour} voix pour, {against} voix contre{tail}, la proposition est rejetée.",
            f"Pour : {favour} – Contre : {against} – Abstention : {abstaining}. Proposition rejetée.",
            f"Le conseil rejette la proposition par {against} voix contre, {favour} voix pour{tail}.",
            f"VOTE : {favour} POUR, {against} CONTRE{tail.upper()}. REJETÉ",
        )
    )
    return VoteWords("", sentence, truth)


def put_off(rng: Random, sitting: Sitting) -> VoteWords:
    """No vote: the matter waits, or goes."""
    if rng.random() < 0.5:
        sentence = rng.choice(
            (
                "Ce point est reporté à une prochaine séance.",
                "Point reporté à une séance ultérieure.",
                "La délibération est ajournée.",
                "Le conseil décide de reporter ce point à sa prochaine séance.",
            )
        )
        return VoteWords("", sentence, VoteTruth("postponed"))
    sentence = rng.choice(
        (
            "Ce point est retiré de l'ordre du jour.",
            "Point retiré de l'ordre du jour.",
            "Délibération retirée de l'ordre du jour.",
        )
    )
    return VoteWords("", sentence, VoteTruth("withdrawn"))


WAYS = (unanimous, unanimous, unanimous, counted, counted, divided, bare, abstaining_from_the_matter, secret)
WEIGHTS = (4, 3, 2, 4, 2, 4, 2, 2, 0.4)


def any_vote(rng: Random, sitting: Sitting) -> VoteWords:
    """One of the ways an act is adopted."""
    return rng.choices(WAYS, WEIGHTS)[0](rng, sitting)
