"""Ways to say who was there, who gave a proxy to whom, and who was missing."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from bench.synthesis.numbers import hour
from bench.synthesis.opening import office
from bench.synthesis.sitting import TITLED, Names, Sitting, Written, join, write
from bench.synthesis.world import Person, invent_town

PRESENT_LABELS = (
    "Présents :",
    "Présents :",
    "PRESENTS :",
    "PRÉSENTS :",
    "Étaient présents :",
    "Etaient présents :",
    "ETAIENT PRESENTS :",
    "Sont présents :",
    "Membres présents :",
    "{Members} présents :",
    "Présents à l'ouverture de la séance :",
    "Étaient présents les {members} suivants :",
)
COUNTED_LABELS = ("Présents ({n}) :", "PRÉSENTS : {n}\n", "Membres présents : {n}\n", "{n} présents :")

PROXY_HEADINGS = (
    "Pouvoirs :",
    "Procurations :",
    "Ont donné pouvoir :",
    "Ont donné procuration :",
    "Absents ayant donné pouvoir :",
    "Absents ayant donné procuration :",
    "Absents excusés ayant donné pouvoir :",
    "Excusés ayant donné procuration :",
    "ABSENTS EXCUSES AYANT DONNE POUVOIR :",
    "Étaient excusés et avaient donné pouvoir :",
)
REPRESENTED_HEADINGS = ("Absents représentés :", "Étaient représentés :", "Représentés :", "ETAIENT REPRESENTES :")
BARE = ("{g} à {h}", "{g} à {h}", "{g} a donné pouvoir à {h}", "{g} ........ à {h}", "{g} : pouvoir à {h}")
SPOKEN = (
    "{g} donne pouvoir à {h}",
    "{g} a donné pouvoir à {h}",
    "{g} donne procuration à {h}",
    "{g} a donné procuration à {h}",
    "{g} ayant donné pouvoir à {h}",
    "{g} donnant pouvoir à {h}",
    "{g} avait donné pouvoir à {h}",
    "{g}, procuration à {h}",
    "{g} procuration à {h}",
    "{g} pouvoir à {h}",
)
BRACKETED = (
    "{g} (pouvoir à {h})",
    "{g} (procuration à {h})",
    "{g} (pouvoir donné à {h})",
    "{g} (ayant donné pouvoir à {h})",
    "{g} (donne pouvoir à {h})",
    "{g} (a donné procuration à {h})",
)
BY = ("{g} par {h}", "{g} représenté(e) par {h}", "{g} a donné pouvoir à {h}")

EXCUSED_LABELS = (
    "Excusés :",
    "Absents excusés :",
    "Absents excusés :",
    "Étaient excusés :",
    "Membres excusés :",
    "EXCUSES :",
    "Excusé(e)s sans procuration :",
)
ABSENT_LABELS = (
    "Absents :",
    "ABSENTS :",
    "Étaient absents :",
    "Absents non excusés :",
    "Membres absents :",
    "Absent(s) :",
)
NOBODY = ("néant", "/", "aucun", "Néant")


def _named(rng: Random, sitting: Sitting, people: Sequence[Person]) -> list[Written]:
    return [write(rng, person, sitting.names) for person in people]


def _note(sitting: Sitting, name: str, status: str, **more: str) -> None:
    entry: dict[str, str] = {"name": name, "status": status} | more
    sitting.truth.attendance.append(entry)


def _order(rng: Random, sitting: Sitting) -> list[Person]:
    """The chair first and then the order of the board, or everybody by name."""
    if rng.random() < 0.5:
        return list(sitting.present)
    return sorted(sitting.present, key=lambda one: one.family)


def _label(rng: Random, sitting: Sitting) -> str:
    if rng.random() < 0.2 and not sitting.substitutes:
        sitting.truth.present = len(sitting.present)
        return rng.choice(COUNTED_LABELS).format(n=len(sitting.present))
    members = sitting.assembly.member
    return rng.choice(PRESENT_LABELS).format(members=members, Members=members.capitalize())


def present_section(rng: Random, sitting: Sitting, *, name_chair: bool = False) -> str:
    """The list of those present. `name_chair` says that the chair is only known by « X, Maire » here."""
    people = _order(rng, sitting)
    if name_chair:
        people = [sitting.chair, *[one for one in people if one is not sitting.chair]]
    if not name_chair and sitting.names in {Names.titled, Names.titled_family} and rng.random() < 0.3:
        return f"{_label(rng, sitting)} {_grouped(rng, sitting, people)}"
    written = _named(rng, sitting, people)
    for one in written:
        _note(sitting, one.name, "present")
    texts = [one.text for one in written]
    title = office(rng, sitting)
    if name_chair:
        texts[0] += f", {title}"
        sitting.truth.president = written[0].name
    elif people[0] is sitting.chair and rng.random() < 0.4:
        texts[0] += rng.choice((f", {title}", f" ({title})", f" – {title}"))
    _late(rng, texts)
    return f"{_label(rng, sitting)} {_laid_out(rng, sitting, texts)}{rng.choice(('', '.', ''))}"


def _laid_out(rng: Random, sitting: Sitting, texts: list[str]) -> str:
    """A running list, a list with offices between the names, or one name a line."""
    way = rng.random()
    if way < 0.15:
        return "\n" + "\n".join(texts)
    if way < 0.3 and len(texts) > 8 and sitting.assembly.chair_title == "Maire":
        cut = rng.randint(3, 6)
        deputies, others = join(rng, texts[1:cut], (", ",)), join(rng, texts[cut:], (", ",))
        head = texts[0].removesuffix(", Maire").removesuffix(" (Maire)").removesuffix(" – Maire")
        return (
            f"{head}, Maire, {deputies}, {rng.choice(('Adjoints', 'Adjoints au Maire'))}, "
            f"{others}, Conseillers municipaux"
        )
    return join(rng, texts)


def _late(rng: Random, texts: list[str]) -> None:
    """Somebody comes late or leaves early, now and then: present all the same."""
    if rng.random() < 0.2 and len(texts) > 5:
        rank = rng.randrange(2, len(texts) - 1)
        texts[rank] += rng.choice(
            (
                f" (arrivée à {hour(rng)})",
                f" (à partir de la délibération n°{rng.randint(2, 5)})",
                f" (jusqu'à {rng.randint(20, 23)}h{rng.randint(10, 50)})",
                f" (jusqu'au point n°{rng.randint(3, 9)})",
            )
        )


def _grouped(rng: Random, sitting: Sitting, people: Sequence[Person]) -> str:
    """« Mmes A, B ; MM. C, D »: one title for many."""
    plain = Names.plain if sitting.names is Names.titled else Names.family
    groups = []
    for women, titles in ((True, ("Mmes", "Mesdames")), (False, ("MM.", "Messieurs", "Mrs"))):
        written = [write(rng, one, plain) for one in people if one.woman is women]
        if not written:
            continue
        for one in written:
            _note(sitting, one.name, "present")
        title = rng.choice(titles)
        if len(written) == 1:
            title = "Mme" if women else "M."
        groups.append(f"{title} {join(rng, [one.text for one in written], (', ',))}")
    rng.shuffle(groups)
    return rng.choice((" ; ", ", ", " - ", " ")).join(groups) + rng.choice(("", "."))


def _holder(rng: Random, sitting: Sitting, person: Person) -> Written:
    """The holder as in the list, or by the family name alone."""
    if sitting.names in TITLED and rng.random() < 0.15:
        return write(rng, person, Names.titled_family)
    return write(rng, person, sitting.names)


def proxies_section(rng: Random, sitting: Sitting) -> str:
    """Every proxy under one heading; empty when there is none (or « néant »)."""
    if not sitting.proxies:
        return rng.choice(("", "", f"{rng.choice(PROXY_HEADINGS[:4])} {rng.choice(NOBODY)}"))
    if rng.random() < 0.06:
        return _respectively(rng, sitting)
    if rng.random() < 0.05:
        return _holders_unsaid(rng, sitting)
    represented = rng.random() < 0.15
    heading = rng.choice(REPRESENTED_HEADINGS if represented else PROXY_HEADINGS)
    form = rng.choice(BY if represented else rng.choice((BARE, SPOKEN, SPOKEN, BRACKETED)))
    items = [_proxy(rng, sitting, giver, holder, form) for giver, holder in sitting.proxies]
    separator = rng.choice(("\n", "\n", ", ", " ; ", " – ", "\n- "))
    opening = "\n- " if separator == "\n- " else rng.choice((" ", "\n")) if separator == "\n" else " "
    return f"{heading}{opening}{separator.join(items)}"


def _proxy(rng: Random, sitting: Sitting, giver: Person, holder: Person, form: str) -> str:
    one, other = write(rng, giver, sitting.names), _holder(rng, sitting, holder)
    _note(sitting, one.name, "represented", proxy_to=other.name)
    gender = "représentée" if giver.woman else "représenté"
    return form.replace("représenté(e)", gender).format(g=one.text, h=other.text)


def _respectively(rng: Random, sitting: Sitting) -> str:
    givers = _named(rng, sitting, [giver for giver, _ in sitting.proxies])
    holders = _named(rng, sitting, [holder for _, holder in sitting.proxies])
    for one, other in zip(givers, holders, strict=True):
        _note(sitting, one.name, "represented", proxy_to=other.name)
    left, right = (join(rng, [one.text for one in side], (", ",)) for side in (givers, holders))
    verb = "ont donné respectivement pouvoir" if len(givers) > 1 else "a donné pouvoir"
    return f"{left} {verb} à {right}."


def _holders_unsaid(rng: Random, sitting: Sitting) -> str:
    givers = _named(rng, sitting, [giver for giver, _ in sitting.proxies])
    for one in givers:
        _note(sitting, one.name, "represented")
    heading = rng.choice(("Absents ayant voté par procuration :", "Absents représentés :"))
    return f"{heading} {join(rng, [one.text for one in givers], (', ',))}"


def missing_section(rng: Random, sitting: Sitting) -> str:
    """Those excused and those absent, each under its label; « néant » or nothing when there is none."""
    parts = []
    for people, labels, status in (
        (sitting.excused, EXCUSED_LABELS, "excused"),
        (sitting.absent, ABSENT_LABELS, "absent"),
    ):
        label = rng.choice(labels)
        if people:
            written = _named(rng, sitting, people)
            for one in written:
                _note(sitting, one.name, status)
            if len(people) == 1 and rng.random() < 0.3:
                label = {"excused": "Absent excusé :", "absent": "Absent :"}[status]
            parts.append(f"{label} {join(rng, [one.text for one in written], (', ', ', ', ' - ', ' ; '))}")
        elif rng.random() < 0.15:
            parts.append(f"{label} {rng.choice(NOBODY)}")
    return "\n".join(parts)


def mixed_section(rng: Random, sitting: Sitting) -> str:
    """One list for all who are away: « Absents excusés : A (pouvoir à B), C ». C is excused."""
    form = rng.choice(BRACKETED)
    items = [_proxy(rng, sitting, giver, holder, form) for giver, holder in sitting.proxies]
    for one in _named(rng, sitting, sitting.excused):
        _note(sitting, one.name, "excused")
        items.append(one.text)
    if not items:
        return missing_section(rng, sitting)
    rng.shuffle(items)
    text = f"{rng.choice(('Absents excusés :', 'Excusés :', 'Étaient excusés :'))} {', '.join(items)}"
    absent = _named(rng, sitting, sitting.absent)
    for one in absent:
        _note(sitting, one.name, "absent")
    if absent:
        text += f"\n{rng.choice(ABSENT_LABELS)} {', '.join(one.text for one in absent)}"
    return text


def exception_section(rng: Random, sitting: Sitting) -> str:
    """« Présents : tous les membres en exercice, à l'exception de … »: only the missing are named."""
    items = []
    form = rng.choice(BRACKETED)
    for giver, holder in sitting.proxies:
        items.append(_proxy(rng, sitting, giver, holder, form))
    for people, status, words in (
        (sitting.excused, "excused", ("excusé", "excusée")),
        (sitting.absent, "absent", ("absent", "absente")),
    ):
        for person in people:
            one = write(rng, person, sitting.names)
            _note(sitting, one.name, status)
            items.append(f"{one.text} ({words[person.woman]})")
    if not items:
        return f"Présents : tous les {sitting.assembly.member} en exercice."
    opening = rng.choice(
        ("Tous les {m} en exercice étaient présents, à l'exception de", "Présents : tous les {m}, sauf")
    )
    return f"{opening.format(m=sitting.assembly.member)} : {', '.join(items)}."


def substitutes_section(rng: Random, sitting: Sitting) -> str:
    """Substitutes who sit for a member: present, and the member they replace is excused."""
    if not sitting.substitutes:
        return ""
    form = rng.choice(
        (
            "{s}, {word} de {t}",
            "{s} ({word} de {t})",
            "{s}, {word} représentant {t}",
        )
    )
    items = []
    for substitute, titular in sitting.substitutes.items():
        one, other = write(rng, substitute, sitting.names), write(rng, titular, sitting.names)
        _note(sitting, one.name, "present", substitute_for=other.name)
        word = "suppléante" if substitute.woman else "suppléant"
        items.append(form.format(s=one.text, t=other.text, word=word))
    label = rng.choice(
        ("Délégués suppléants :", "Suppléants présents :", "Suppléants :", "Membres suppléants présents :")
    )
    return f"{label} {join(rng, items, (', ', ' – ', ' ; '))}"


def by_town_section(rng: Random, sitting: Sitting) -> str:
    """Those present, town by town: « Arzac : M. A, Mme B ; Belcelle : M. C »."""
    written = _named(rng, sitting, sitting.present)
    for one in written:
        _note(sitting, one.name, "present")
    form = rng.choice(("{town} : {names}", "{TOWN} : {names}", "{names} ({town})"))
    groups, rest = [], [one.text for one in written]
    while rest:
        count = rng.randint(1, 4)
        town = invent_town(rng)
        groups.append(form.format(town=town, TOWN=town.upper(), names=", ".join(rest[:count])))
        rest = rest[count:]
    return f"{rng.choice(PRESENT_LABELS[:7])}\n" + rng.choice(("\n", " ; ")).join(groups)


def status_lines(rng: Random, sitting: Sitting) -> str:
    """One line a member, with what became of them: « Mme A – présente », « M. B – excusé, pouvoir à Mme A »."""
    lines = []
    dash = rng.choice((" – ", " : ", " - "))
    holders = dict(sitting.proxies)
    status = dict.fromkeys(sitting.present, "present")
    status |= dict.fromkeys(sitting.excused, "excused") | dict.fromkeys(sitting.absent, "absent")
    words = {"present": ("présent", "présente"), "excused": ("excusé", "excusée"), "absent": ("absent", "absente")}
    for person in sitting.assembly.members:
        one = write(rng, person, sitting.names)
        if person in holders:
            other = write(rng, holders[person], sitting.names)
            _note(sitting, one.name, "represented", proxy_to=other.name)
            lines.append(f"{one.text}{dash}{'excusée' if person.woman else 'excusé'}, pouvoir à {other.text}")
            continue
        _note(sitting, one.name, status[person])
        lines.append(f"{one.text}{dash}{words[status[person]][person.woman]}")
    return f"{rng.choice(('Membres du conseil :', 'Appel nominal :'))}\n" + "\n".join(lines)


def roll(rng: Random, sitting: Sitting, *, name_chair: bool = False) -> list[str]:
    """All sections of the roll, as paragraphs in one of the usual orders."""
    if not name_chair and not sitting.substitutes and rng.random() < 0.05:
        return [exception_section(rng, sitting)]
    if not name_chair and not sitting.substitutes and rng.random() < 0.03:
        return [status_lines(rng, sitting)]
    if not name_chair and sitting.assembly.organ != "Conseil municipal" and rng.random() < 0.08:
        present = [by_town_section(rng, sitting), substitutes_section(rng, sitting)]
    else:
        present = [present_section(rng, sitting, name_chair=name_chair), substitutes_section(rng, sitting)]
    if sitting.excused and rng.random() < 0.3:
        away = [mixed_section(rng, sitting)]
    elif rng.random() < 0.75:
        away = [proxies_section(rng, sitting), missing_section(rng, sitting)]
    else:
        away = [missing_section(rng, sitting), proxies_section(rng, sitting)]
    return [part for part in present + away if part]
