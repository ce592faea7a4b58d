"""Documents that look like deliberations and record no session: nothing may be read in them."""

from __future__ import annotations

from random import Random

from bench.synthesis import words
from bench.synthesis.giving import any_giving
from bench.synthesis.layouts.paper import flat, page
from bench.synthesis.matters import any_matter
from bench.synthesis.numbers import hour, long_date, money, short_date
from bench.synthesis.sitting import Names, invent_sitting, write
from bench.synthesis.truth import Document
from bench.synthesis.world import fill, invent_club, invent_commune, of


def order_of_the_mayor(rng: Random) -> Document:
    """An arrêté: visas, articles, a signature, and no assembly."""
    sitting = invent_sitting(rng, invent_commune(rng))
    town, street = sitting.assembly.town, rng.choice(words.STREETS)
    number = f"{sitting.date.year}-{rng.randint(10, 300)}"
    parts = [
        f"{sitting.assembly.gold_name.upper()}\nARRÊTÉ MUNICIPAL N° {number}",
        f"Objet : réglementation de la circulation {street}",
        f"Le Maire {of(town)},\nVu le Code général des collectivités "
        "territoriales et notamment ses articles L. 2212-1 et suivants,",
        f"Vu la délibération du conseil municipal du {long_date(rng, sitting.convened_on)},",
        "Considérant qu'il convient d'assurer la sécurité des usagers pendant les travaux,",
        f"ARRÊTE\nArticle 1 : La circulation est interdite {street} du {short_date(rng, sitting.date)} "
        "au lendemain.\nArticle 2 : Le présent arrêté sera affiché en mairie.",
        f"Fait à {town}, le {long_date(rng, sitting.date)}\nLe Maire, {write(rng, sitting.chair, Names.plain).text}",
    ]
    return Document(page(rng, parts), None)


def decision_of_the_mayor(rng: Random) -> Document:
    """A decision by delegation: a number, an amount, a beneficiary, and no session."""
    sitting = invent_sitting(rng, invent_commune(rng))
    company = fill(rng, rng.choice(words.COMPANIES))
    amount = money(rng, rng.randint(900, 30000))
    parts = [
        f"{sitting.assembly.gold_name}\nDÉCISION DU MAIRE N° {sitting.date.year}/{rng.randint(5, 90)}",
        "PRISE EN APPLICATION DE L'ARTICLE L. 2122-22 DU CODE GENERAL DES COLLECTIVITES TERRITORIALES",
        "Le Maire,",
        "Vu la délibération du conseil municipal n° 2020-12 du "
        f"{long_date(rng, sitting.convened_on)} lui donnant délégation,",
        f"Considérant l'offre de {company},",
        "DECIDE",
        f"Article 1 : de confier les travaux à {company} pour un montant de {amount} HT.",
        "Article 2 : la dépense sera imputée au chapitre 21 du budget communal.",
        f"Fait le {long_date(rng, sitting.date)}. Le Maire, {write(rng, sitting.chair, Names.plain).text}",
    ]
    return Document(page(rng, parts), None)


def agenda_only(rng: Random) -> Document:
    """An agenda sent before the session: titles and numbers, and nobody has voted."""
    sitting = invent_sitting(rng, invent_commune(rng))
    titles = [rng.choice((any_matter, any_giving))(rng, sitting).title for _ in range(rng.randint(5, 14))]
    day = long_date(rng, sitting.date)
    heading = rng.choice(
        (
            f"CONSEIL MUNICIPAL DU {day.upper()}\nORDRE DU JOUR",
            f"Ordre du jour du conseil municipal du {day}",
            "CONVOCATION\nVous êtes invité à la réunion du conseil municipal "
            f"qui aura lieu le {day} à {hour(rng)}.\nOrdre du jour :",
        )
    )
    form = rng.choice(("{n}. {t}", "- {t}", "{n}) {t}", "Rapport n° {n} : {t}"))
    lines = [form.format(n=rank, t=title) for rank, title in enumerate(titles, 1)]
    parts = [
        sitting.assembly.gold_name,
        heading,
        "\n".join(lines),
        rng.choice(("", "Questions diverses", f"Le Maire, {write(rng, sitting.chair, Names.plain).text}")),
    ]
    return Document(page(rng, parts), None)


def convention(rng: Random) -> Document:
    """An agreement signed between a town and an association, which quotes the deliberation."""
    sitting = invent_sitting(rng, invent_commune(rng))
    club, amount = invent_club(rng), money(rng, rng.randint(500, 20000))
    one = write(rng, sitting.chair, Names.titled)
    parts = [
        "CONVENTION D'OBJECTIFS ET DE MOYENS",
        "Entre les soussignés :\nLa "
        f"{sitting.assembly.gold_name.lower().replace(sitting.assembly.town.lower(), sitting.assembly.town)}, "
        "représentée "
        f"par {one.text}, Maire, dûment habilité par délibération du conseil "
        f"municipal du {long_date(rng, sitting.date)}, ci-après « la collectivité »,",
        f"Et l'association {club}, ci-après « l'association »,",
        "Il est convenu ce qui suit :",
        "Article 1 – Objet\nLa présente convention fixe les engagements des parties.",
        f"Article 2 – Subvention\nLa collectivité verse une subvention de {amount} à l'association.",
        "Article 3 – Durée\nLa convention est conclue pour un an.",
        f"Fait en deux exemplaires, le {long_date(rng, sitting.date)}",
    ]
    return Document(page(rng, parts), None)


def report_only(rng: Random) -> Document:
    """A report that explains a budget before any debate."""
    sitting = invent_sitting(rng, invent_commune(rng))
    year = sitting.date.year
    parts = [
        f"{sitting.assembly.gold_name}\nRAPPORT D'ORIENTATION BUDGÉTAIRE {year}",
        "Le débat d'orientation budgétaire est une étape obligatoire pour les communes de plus de 3 500 habitants.",
        f"Les recettes de fonctionnement s'élèvent à {money(rng, rng.randint(500000, 5000000))}. "
        f"Les subventions aux associations représentent {money(rng, rng.randint(10000, 90000))}.",
        f"La dette atteint {money(rng, rng.randint(100000, 2000000))} au 31 décembre {year - 1}.",
    ]
    return Document(page(rng, parts), None)


def any_negative(rng: Random) -> Document:
    """One of them, on one line now and then."""
    document = rng.choice((order_of_the_mayor, decision_of_the_mayor, agenda_only, convention, report_only))(rng)
    if rng.random() < 0.4:
        document.text = flat(document.text)
    return document
