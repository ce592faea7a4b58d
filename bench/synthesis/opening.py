"""Ways to open a session: its heading, the sentence « L'an deux mil… », convocation, counts, chair, secretary."""

from __future__ import annotations

import re
from random import Random

from bench.synthesis.numbers import (
    any_date,
    date_in_words,
    day_in_words,
    hour,
    in_words,
    long_date,
    month_name,
    short_date,
    with_weekday,
    year_in_words,
)
from bench.synthesis.sitting import Names, Sitting, Written, write
from bench.synthesis.world import Person, of

PLACES = (
    "à la mairie",
    "en mairie, salle du conseil",
    "au lieu habituel de ses séances",
    "à la salle polyvalente",
    "dans la salle des fêtes",
    "au siège, salle de réunion",
)


def of_organ(sitting: Sitting) -> str:
    """« du Conseil municipal », « de la Commission permanente »."""
    organ = sitting.assembly.organ
    if organ.startswith("Commission"):
        return f"de la {organ}"
    return f"du {organ}"


def the_organ(sitting: Sitting, *, capital: bool = False) -> str:
    organ = sitting.assembly.organ
    article = "La" if organ.startswith("Commission") else "Le"
    return f"{article if capital else article.lower()} {organ}"


def body_lines(rng: Random, sitting: Sitting) -> str:
    """The head of the page: Republic, département, body. States body and organ when the title follows."""
    assembly = sitting.assembly
    sitting.truth.body = assembly.gold_name
    _, article, department = assembly.department
    lines = []
    if rng.random() < 0.6:
        lines.append(rng.choice(("REPUBLIQUE FRANCAISE", "RÉPUBLIQUE FRANÇAISE", "République Française")))
    if department and rng.random() < 0.6:
        line = f"Département {article}{department}"
        lines.append(rng.choice((line, line.upper())))
    name = assembly.gold_name
    if assembly.organ == "Conseil municipal" and rng.random() < 0.12:
        name = f"Mairie {of(assembly.town)}"
    lines.append(rng.choice((name, name.upper())))
    return "\n".join(lines)


def title(rng: Random, sitting: Sitting, kind: str) -> str:
    """« EXTRAIT DU REGISTRE DES DELIBERATIONS DU CONSEIL MUNICIPAL » and the date, in one of many orders."""
    assembly = sitting.assembly
    sitting.truth.organ = assembly.organ
    organ = f"{of_organ(sitting)} {assembly.of_body}" if rng.random() < 0.4 else of_organ(sitting)
    head = f"{kind} {organ}"
    return rng.choice((head, head.upper(), head.upper()))


def dated(rng: Random, sitting: Sitting) -> str:
    """« Séance du 4 mars 2024 » alone on its line."""
    sitting.truth.date = sitting.date
    day = long_date(rng, sitting.date)
    written = rng.choice((day, day, with_weekday(rng, sitting.date, day)))
    line = rng.choice(
        (
            f"Séance du {written}",
            f"SEANCE DU {written}",
            f"Séance publique du {written}",
            f"Réunion du {written}",
            f"Séance ordinaire du {written}",
            f"Séance du {written} à {hour(rng)}",
        )
    )
    return rng.choice((line, line, line.upper()))


def convened_words(rng: Random, sitting: Sitting, *, stated: bool) -> str:
    """« légalement convoqué le … »; without the day when it is stated elsewhere or nowhere."""
    manner = rng.choice(("dûment", "légalement", "régulièrement"))
    if not stated:
        return f"{manner} convoqué"
    sitting.truth.convened_on = sitting.convened_on
    day = rng.choice((long_date(rng, sitting.convened_on), short_date(rng, sitting.convened_on)))
    return rng.choice(
        (
            f"{manner} convoqué le {day}",
            f"{manner} convoqué en date du {day}",
            f"{manner} convoqué par lettre du {day}",
            f"{manner} convoqué le {date_in_words(rng, sitting.convened_on)}",
            f"suite à la convocation faite le {day}",
            f"sur la convocation qui lui a été adressée le {day}",
        )
    )


def convocation_line(rng: Random, sitting: Sitting) -> str:
    """« Date de convocation : 27/02/2024 » on its own line."""
    sitting.truth.convened_on = sitting.convened_on
    day = any_date(rng, sitting.convened_on)
    return rng.choice(
        (
            f"Date de convocation : {day}",
            f"Date de la convocation : {day}",
            f"DATE DE CONVOCATION : {day}",
            f"Convocation du : {day}",
            f"Convocation du {day}",
            f"Date de convocation\n{day}",
            f"Convocation adressée le {day}",
            f"{the_organ(sitting, capital=True)} a été convoqué le {day}",
        )
    )


def office(rng: Random, sitting: Sitting) -> str:
    """« Maire », « Président », « Présidente »: the office of the chair."""
    title = sitting.assembly.chair_title
    return "Présidente" if title == "Président" and sitting.chair.woman and rng.random() < 0.8 else title


def chair_words(rng: Random, sitting: Sitting, *, named: bool = True) -> str:
    """« sous la présidence de Mme Louise X, Maire »; unnamed: « sous la présidence de Madame le Maire »."""
    title = office(rng, sitting)
    if not named:
        address = "Madame" if sitting.chair.woman else "Monsieur"
        article = "la" if title == "Présidente" or (sitting.chair.woman and rng.random() < 0.4) else "le"
        return f"sous la présidence de {address} {article} {title}"
    one = chair_written(rng, sitting)
    tail = rng.choice((f", {title}", f", {title}", "", f", {title.lower()} en exercice"))
    preposition = of(one.text) if one.text == one.name else f"de {one.text}"
    return f"sous la présidence {preposition}{tail}"


def chair_written(rng: Random, sitting: Sitting) -> Written:
    style = sitting.names if sitting.names not in {Names.family, Names.initial} else Names.titled
    if style in {Names.titled_family, Names.titled_family_lower, Names.titled_initial} and rng.random() < 0.5:
        style = Names.titled
    one = write(rng, sitting.chair, style)
    sitting.truth.president = one.name
    return one


def chair_line(rng: Random, sitting: Sitting) -> str:
    one = chair_written(rng, sitting)
    title = office(rng, sitting)
    return rng.choice(
        (
            f"{'Présidente' if title == 'Présidente' else 'Président'} de séance : {one.text}",
            f"Présidence : {one.text}",
            f"{'Présidente' if title == 'Présidente' else 'Président'} : {one.text}",
            f"Sous la présidence de {one.text}, {title}",
            f"La séance est présidée par {one.text}, {title}.",
            f"{one.text}, {title}, préside la séance.",
        )
    )


def preamble(rng: Random, sitting: Sitting, *, convened: bool, chair: bool, words: bool | None = None) -> str:
    """The sentence that opens the session, with the day in words or in digits."""
    sitting.truth.date = sitting.date
    sitting.truth.organ = sitting.assembly.organ
    organ, place = the_organ(sitting), rng.choice(PLACES)
    if rng.random() < 0.5:
        organ = f"{organ} {sitting.assembly.of_body}"
        sitting.truth.body = sitting.assembly.gold_name
    call = convened_words(rng, sitting, stated=convened)
    led = f", {chair_words(rng, sitting)}" if chair else ""
    in_letters = words if words is not None else rng.random() < 0.7
    if not in_letters:
        day = long_date(rng, sitting.date)
        sentence = rng.choice(
            (
                f"Le {day} à {hour(rng)}, {organ}, {call}, s'est réuni {place}{led}.",
                f"{organ[0].upper()}{organ[1:]}, {call}, s'est réuni le {day} à {hour(rng)} {place}{led}.",
                f"Le {with_weekday(rng, sitting.date, day)}, {organ} s'est réuni {place}, {call}{led}.",
            )
        )
        return _agreed(sitting, sentence)
    year = year_in_words(rng, sitting.date.year)
    day = day_in_words(rng, sitting.date.day)
    month = month_name(rng, sitting.date.month)
    opening = rng.choice(
        (
            f"L'an {year}, le {day} {month} à {hour(rng)}, ",
            f"L'an {year}, le {day} du mois {of(month.lower())} à {hour(rng)}, ",
            f"L'an {year} et le {day} {month}, ",
            f"L'AN {year.upper()}, LE {day.upper()} {month.upper()}, ",
            f"L'an {year}, le {sitting.date.day} {month}, à {hour(rng)}, ",
            f"Le {day} {month} {year} à {hour(rng)}, ",
        )
    )
    verb = rng.choice(
        ("s'est réuni", "s'est assemblé", "s'est réuni en session ordinaire", "s'est réuni en séance publique")
    )
    sentence = rng.choice((f"{organ}, {call}, {verb} {place}{led}.", f"{organ} {verb} {place}, {call}{led}."))
    return opening + _agreed(sitting, sentence)


def _agreed(sitting: Sitting, sentence: str) -> str:
    """« la Commission permanente, légalement convoquée, s'est réunie »."""
    if not sitting.assembly.organ.startswith("Commission"):
        return sentence
    return re.sub(r"\b(réuni|assemblé|convoqué)\b", r"\1e", sentence)


def secretary_words(rng: Random, sitting: Sitting) -> str:
    """Who keeps the minutes: a label or one of the sentences; the word may come before the name."""
    one = write(rng, sitting.secretary, sitting.names if sitting.names is not Names.family else Names.plain)
    sitting.truth.secretary = one.name
    feminine = "e" if sitting.secretary.woman else ""
    return rng.choice(
        (
            f"Secrétaire de séance : {one.text}",
            f"Secrétaire de séance : {one.text}",
            f"Secrétaire : {one.text}",
            f"SECRETAIRE DE SEANCE : {one.text}",
            f"{one.text} a été désigné{feminine} secrétaire de séance.",
            f"{one.text} est nommé{feminine} secrétaire de séance.",
            f"{one.text} a été élu{feminine} secrétaire de séance à l'unanimité.",
            f"A été élu{feminine} secrétaire de séance : {one.text}",
            f"A été nommé{feminine} secrétaire : {one.text}",
            f"Élu{feminine} secrétaire de séance : {one.text}",
            f"Le secrétariat de séance est assuré par {one.text}.",
            f"{one.text} est désigné{feminine} en qualité de secrétaire de séance "
            "conformément à l'article L. 2121-15 du Code général des collectivités territoriales.",
            "Conformément à l'article L.2121-15 du CGCT, il a été procédé à la nomination d'un secrétaire pris dans le "
            f"sein du conseil : {one.text}, ayant obtenu la majorité des suffrages, a été désigné{feminine} pour "
            f"remplir ces fonctions, qu'{'elle' if feminine else 'il'} a acceptées.",
        )
    )


def counts_block(rng: Random, sitting: Sitting) -> str:
    """Numbers of members, in labels, in a row, in a sentence or in words; some of them left unsaid."""
    truth, members = sitting.truth, sitting.assembly.member
    in_office, present, given, voting = sitting.in_office, len(sitting.present), len(sitting.proxies), sitting.voting
    if sitting.substitutes:
        in_office = max(in_office, present + given)
    of_members = f"d{chr(39) if members[0] in 'a' else 'e '}{members}"
    truth.in_office, truth.present = in_office, present
    way = rng.randrange(8)
    if way == 0:
        truth.proxies, truth.voting = given, voting
        return (
            f"Nombre {of_members} en exercice : {in_office}\nNombre de présents : {present}\n"
            f"Nombre de {rng.choice(('pouvoirs', 'procurations'))} : {given}\n"
            f"Nombre de {rng.choice(('votants', 'voix', 'votants'))} : {voting}"
        )
    if way == 1:
        truth.voting = voting
        return f"En exercice : {in_office} – Présents : {present} – Votants : {voting}"
    if way == 2:
        truth.proxies, truth.voting = given, voting
        return (
            f"{members.capitalize()} en exercice : {in_office}   Présents : {present}   Votants : {voting} "
            f"dont {given:02} {rng.choice(('pouvoirs', 'procurations'))}"
        )
    if way == 3:
        truth.proxies, truth.voting = given, voting
        return f"En exercice Présents Pouvoirs Votants\n{in_office} {present} {given} {voting}"
    if way == 4:
        return f"Nombre {of_members} :\n- en exercice : {in_office}\n- présents : {present}"
    if way == 5:
        truth.voting = voting
        return (
            f"Nombre {of_members} en exercice : {in_words(in_office)} ({in_office})\n"
            f"Présents : {in_words(present)}\nVotants : {in_words(voting)}"
        )
    if way == 6:
        truth.present, truth.proxies, truth.voting = None, given or None, voting
        tail = f" dont {given} procuration{'s' * (given > 1)}" if given else ""
        return f"Nombre de membres\nen exercice : {in_office}\nqui ont pris part à la délibération : {voting}{tail}"
    truth.proxies = given
    return (
        f"Nombre de membres en exercice : {in_office}\nQuorum : "
        f"{in_office // 2 + 1}\nPrésents : {present}\nPouvoirs : {given}"
    )


def quorum_words(rng: Random, sitting: Sitting) -> str:
    """The quorum, which states no count worth keeping."""
    title = sitting.assembly.chair_title
    return rng.choice(
        (
            f"Le quorum étant atteint, le {title} ouvre la séance.",
            "Le quorum est atteint.",
            "formant la majorité des membres en exercice.",
            f"Le {title} constate que le quorum est atteint et déclare la séance ouverte.",
        )
    )


def others_present(rng: Random, people: list[Person]) -> str:
    """Officers who attend without being members: they are in no list of the record."""
    one, other = (write(rng, person, Names.titled_family) for person in people)
    return rng.choice(
        (
            f"Assistait également : {one.text}, en charge de la direction générale des services.",
            f"Assistaient : {one.text}, directeur général des services ; {other.text}, secrétaire de mairie.",
        )
    )
