"""Act numbers, the préfecture's stamp, publication and signature."""

from __future__ import annotations

import datetime as dt
from random import Random

from bench.synthesis.numbers import any_date, long_date, short_date
from bench.synthesis.opening import office
from bench.synthesis.sitting import Names, Sitting, write
from bench.synthesis.truth import ActTruth


def number_series(rng: Random, sitting: Sitting) -> tuple[str, int]:
    """A pattern for the act numbers of one session (« {n} » is the rank) and the first rank."""
    day = sitting.date
    roman = rng.choice(("CM", "DCM", "BC", "CC", "CS", "DB"))
    patterns = (
        "{y}/{n:03}",
        "{y}-{n:03}",
        "{y}-{n:02}",
        "{y}.{n:05}",
        "DEL{y}_{n:03}",
        "DEL_{d}_{s}",
        "DEL-{y}-{n:03}",
        "{iso}/{s:02}",
        "{iso}-{s:02}",
        "{r}_{y}_{n:03}",
        "{r} {yy}-{n:03}",
        "{r}{y}-{n}",
        "{y} / {n}",
        "{n}/{y}",
        "{n:02}-{m:02}-{y}",
        "D{y}-{n:03}",
        "{yy}-{m:02}-{s:02}",
        "FIN/{n:02}-{y}",
    )
    pattern = rng.choice(patterns)
    values = {
        "y": day.year,
        "yy": f"{day.year % 100:02}",
        "m": day.month,
        "iso": day.isoformat(),
        "d": f"{day:%Y%m%d}",
        "r": roman,
    }
    for name, value in values.items():
        for form in ("{" + name + "}", "{" + name + ":02}"):
            shown = f"{value:02}" if form.endswith(":02}") and isinstance(value, int) else str(value)
            pattern = pattern.replace(form, shown)
    return pattern, rng.randint(1, 140)


def act_number(series: tuple[str, int], rank: int) -> str:
    """The number of the act of this rank (0 is the first) in a series."""
    pattern, first = series
    return pattern.format(n=first + rank, s=rank + 1)


def number_line(rng: Random, number: str) -> str:
    return rng.choice(
        (
            f"N° {number}",
            f"N°{number}",
            f"Délibération n° {number}",
            f"DELIBERATION N° {number}",
            f"DÉLIBÉRATION N°{number}",
            f"Délibération n°{number}",
            f"Numéro : {number}",
            f"n° {number}",
        )
    )


def transmission_id(sitting: Sitting, number: str) -> str:
    """département-SIREN-date-number-nature, as the préfecture's receipt writes it."""
    code, _, _ = sitting.assembly.department
    plain = "".join(one for one in number.upper() if one.isalnum())
    return f"0{code}-{sitting.assembly.siren}-{sitting.date:%Y%m%d}-{plain}-DE"


def stamp(rng: Random, sitting: Sitting, act: ActTruth) -> str:
    """The receipt of the préfecture with its identifier; it states the SIREN of the body."""
    identifier = transmission_id(sitting, act.number or "1")
    received = sitting.date + dt.timedelta(days=rng.randint(1, 9))
    posted = received if rng.random() < 0.6 else received + dt.timedelta(days=1)
    act.teletransmission_id, act.received_on = identifier, received
    sitting.truth.body_siren = sitting.assembly.siren
    when, later = short_date(rng, received), short_date(rng, posted)
    way = rng.randrange(6)
    if way in (0, 1):
        act.posted_on = posted
        word = rng.choice(("Publié", "Affiché"))
        return f"Envoyé en préfecture le {when}\nReçu en préfecture le {when}\n{word} le {later}\nID : {identifier}"
    if way == 2:
        return (
            f"Accusé de réception en préfecture\n{identifier}\nDate de "
            f"télétransmission : {when}\nDate de réception préfecture : {when}"
        )
    if way == 3:
        act.posted_on = posted
        return f"AR Prefecture\n{identifier}\nReçu le {when}\nPublié le {later}"
    if way == 4:
        act.posted_on = posted
        short = identifier.removesuffix("-DE")
        return (
            f"RECU EN PREFECTURE\nLe {long_date(rng, received)}\n99_DE-{short}\nDATE "
            f"D'AFFICHAGE : {long_date(rng, posted)}"
        )
    return f"Accusé certifié exécutoire\nRéception par le préfet : {when}\nIdentifiant : {identifier}"


def publication(rng: Random, sitting: Sitting, act: ActTruth) -> str:
    """A line that says when the act was posted, when no stamp does."""
    if act.posted_on is not None:
        return ""
    act.posted_on = sitting.date + dt.timedelta(days=rng.randint(1, 7))
    day = any_date(rng, act.posted_on)
    return rng.choice(
        (
            f"Publié le {day}",
            f"Affiché le {day}",
            f"Date d'affichage : {day}",
            f"Publication le : {day}",
            f"Mis en ligne le {day}",
        )
    )


def signature(rng: Random, sitting: Sitting, act: ActTruth) -> str:
    """The end of an extract: conformity, place, who signs."""
    style = sitting.names if sitting.names not in {Names.family, Names.initial, Names.titled_initial} else Names.plain
    one = write(rng, sitting.chair, rng.choice((style, Names.plain)))
    title = office(rng, sitting)
    act.signatory = one.name
    conform = rng.choice(
        (
            "Pour extrait conforme,",
            "Pour extrait certifié conforme au registre,",
            "Pour copie conforme,",
            f"Fait et délibéré à {sitting.assembly.town}, les jour, mois et an que dessus.",
            "Ainsi fait et délibéré les jour, mois et an susdits.\nAu registre sont les signatures.",
            f"Fait à {sitting.assembly.town}, le {long_date(rng, sitting.date)}",
        )
    )
    article = (
        "La" if title == "Présidente" or (sitting.chair.woman and title == "Maire" and rng.random() < 0.5) else "Le"
    )
    name = one.name
    end = rng.choice(
        (
            f"{article} {title},\n{name}",
            f"{article} {title}\n{name}",
            f"{name}\n{title}",
            f"{article} {title}, {name}",
            f"Signé : {name}, {title}",
        )
    )
    return f"{conform}\n{end}"


APPEAL = (
    "La présente délibération peut faire l'objet d'un recours pour excès de pouvoir devant le tribunal administratif "
    "dans un délai de deux mois à compter de sa publication."
)
