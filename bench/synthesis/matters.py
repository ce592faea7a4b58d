"""What assemblies decide about, apart from money given: titles, recitals, measures, traps.

A measure is (verb in the infinitive, what follows), so that one decision can be told in the third
person, in the infinitive or in articles. Amounts here are never money that the act gives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from bench.synthesis import words
from bench.synthesis.numbers import long_date, money, money_in_words
from bench.synthesis.sitting import Sitting
from bench.synthesis.truth import GrantTruth
from bench.synthesis.world import fill, invent_club, of

Measure = tuple[str, str]


@dataclass(slots=True)
class Matter:
    """One point of the agenda. `noted` means that the assembly takes note and does not vote."""

    title: str
    recitals: list[str]
    measures: list[Measure]
    grants: list[GrantTruth] = field(default_factory=list)
    budget_codes: list[str] | None = field(default_factory=list)
    charge: str = ""
    noted: bool = False
    result: str = ""
    """What an election gave: told in place of a vote."""
    lines: list[str] = field(default_factory=list)
    """Lines of a list or table that stand under the first measure."""


def round_amount(rng: Random, low: int, high: int) -> float:
    """A plausible sum: mostly round, with cents now and then."""
    amount = rng.randint(low, high)
    if rng.random() < 0.75:
        step = 50 if amount < 2000 else 500
        return float(max(step, amount // step * step))
    return amount + rng.choice((0.0, 0.5, 0.35, 0.99))


def sale(rng: Random, sitting: Sitting) -> Matter:
    street, section, number = rng.choice(words.STREETS), rng.choice("ABCDE"), rng.randint(12, 980)
    price = rng.randrange(8, 90) * 1000
    return Matter(
        rng.choice(
            (
                f"Cession de la parcelle {section} {number} située {street}",
                f"Vente d'un terrain communal {street}",
                f"URBANISME – Cession d'un bien sis {street}",
                f"Acquisition de la parcelle cadastrée section {section} n° {number}",
            )
        ),
        [
            f"Considérant que la parcelle cadastrée section {section} n° "
            f"{number}, {street}, n'est affectée à aucun usage public ;",
            "Vu l'avis du service des domaines en date du "
            f"{long_date(rng, sitting.convened_on)} estimant le bien à {money(rng, price)} ;",
        ],
        [
            (
                "approuver",
                f"la cession de la parcelle {section} {number} au prix "
                f"de {money_in_words(rng, price)} hors frais de notaire",
            ),
            ("dire", "que les frais d'acte sont à la charge de l'acquéreur"),
            (
                "autoriser",
                f"le {sitting.assembly.chair_title} à signer l'acte de vente et tout document s'y rapportant",
            ),
        ],
    )


def budget_amendment(rng: Random, sitting: Sitting) -> Matter:
    number, year = rng.randint(1, 4), sitting.date.year
    amount = round_amount(rng, 1500, 40000)
    return Matter(
        rng.choice(
            (
                f"Décision modificative n°{number}",
                f"Budget principal – Décision modificative n° {number}",
                f"FINANCES – Décision modificative n°{number} du budget {year}",
                f"DECISION MODIFICATIVE N°{number} – BUDGET PRINCIPAL {year}",
            )
        ),
        [
            f"Il convient d'ajuster les crédits ouverts au budget primitif {year}.",
            f"Virement de crédits : - {money(rng, amount)} en dépenses imprévues, + {money(rng, amount)} en travaux.",
        ],
        [("adopter", f"la décision modificative n°{number} telle que présentée ci-dessus")],
    )


def budget_vote(rng: Random, sitting: Sitting) -> Matter:
    year = sitting.date.year
    running, invest = round_amount(rng, 300000, 4000000), round_amount(rng, 100000, 2000000)
    return Matter(
        rng.choice(
            (
                f"Budget primitif {year}",
                f"Vote du budget primitif {year}",
                f"FINANCES : Adoption du budget primitif {year}",
            )
        ),
        [
            f"Section de fonctionnement : {money(rng, running)} en dépenses et en recettes.",
            f"Section d'investissement : {money(rng, invest)} en dépenses et en recettes.",
        ],
        [("adopter", f"le budget primitif {year} par chapitre en fonctionnement et par opération en investissement")],
    )


def accounts(rng: Random, sitting: Sitting) -> Matter:
    year = sitting.date.year - 1
    return Matter(
        rng.choice(
            (
                f"Approbation du compte de gestion {year}",
                f"Affectation du résultat {year}",
                f"Compte de gestion {year} du comptable public",
            )
        ),
        [
            f"Le compte de gestion {year} fait apparaître un excédent de "
            f"fonctionnement de {money(rng, round_amount(rng, 20000, 400000))}."
        ],
        [
            ("approuver", f"le compte de gestion {year}"),
            ("affecter", f"l'excédent de {money(rng, round_amount(rng, 20000, 200000))} au compte 1068"),
        ],
        budget_codes=None,  # an account, but nothing is charged to it
    )


def staff(rng: Random, sitting: Sitting) -> Matter:
    post = rng.choice(
        ("adjoint technique", "rédacteur", "agent de maîtrise", "éducateur de jeunes enfants", "ATSEM principal")
    )
    return Matter(
        rng.choice(
            (
                f"Création d'un emploi permanent {of(post)}",
                "Modification du tableau des effectifs",
                "RESSOURCES HUMAINES – Tableau des emplois",
                "Personnel : mise en place du RIFSEEP",
            )
        ),
        [
            "Vu le Code général de la fonction publique ;",
            "Considérant les besoins des services,",
            f"Le plafond annuel de la prime est fixé à {money(rng, rng.randint(300, 1500))} par agent.",
        ],
        [
            ("créer", f"un emploi {of(post)} à temps complet à compter du 1er du mois prochain"),
            ("modifier", "en conséquence le tableau des effectifs"),
        ],
    )


def tariffs(rng: Random, sitting: Sitting) -> Matter:
    return Matter(
        rng.choice(
            (
                "Tarifs de la salle des fêtes",
                "Tarification du service périscolaire",
                f"Fixation des tarifs municipaux {sitting.date.year + 1}",
                "CULTURE – Tarifs de la saison",
            )
        ),
        [
            f"Le tarif actuel est de {money(rng, rng.randint(40, 120))} par journée.",
            "Il est proposé de le revaloriser.",
        ],
        [
            (
                "fixer",
                f"le tarif de location à {money(rng, rng.randint(60, 200))} la "
                f"journée et {money(rng, rng.randint(100, 300))} le week-end",
            ),
            ("dire", "que ces tarifs s'appliquent à compter du 1er janvier"),
        ],
    )


def request(rng: Random, sitting: Sitting) -> Matter:
    """A grant asked for: the money comes in, the act gives none."""
    project = rng.choice(
        (
            "la rénovation énergétique de l'école",
            "la réfection de la toiture de l'église",
            "l'aménagement du centre-bourg",
            "la création d'un city-stade",
        )
    )
    cost = round_amount(rng, 30000, 600000)
    funder, other = rng.sample(words.FUNDERS, 2)
    asked = rng.choice(("de l'État", "du Département", "de la Région"))
    return Matter(
        rng.choice(
            (
                f"Demande de subvention pour {project}",
                f"DETR : demande de subvention – {project}",
                f"Plan de financement pour {project}",
            )
        ),
        [
            f"Le coût prévisionnel s'élève à {money(rng, cost)} HT.",
            f"Plan de financement : {funder} : {money(rng, cost * 0.4)} ; {other} : "
            f"{money(rng, cost * 0.2)} ; autofinancement : {money(rng, cost * 0.4)}.",
        ],
        [
            ("approuver", "le plan de financement présenté"),
            (
                "solliciter",
                f"une subvention de {money(rng, cost * 0.4)} auprès {asked}",
            ),
            ("autoriser", f"le {sitting.assembly.chair_title} à signer tout document relatif à ce dossier"),
        ],
    )


def received(rng: Random, sitting: Sitting) -> Matter:
    funder = rng.choice(words.FUNDERS)
    event = rng.choice(("la saison culturelle", "la semaine du goût", "le contrat local de santé"))
    return Matter(
        rng.choice(
            (f"Convention de partenariat avec {funder} pour {event}", f"Encaissement d'une participation de {funder}")
        ),
        [
            f"{funder[0].upper()}{funder[1:]} s'engage à verser une subvention d'un "
            f"montant de {money(rng, round_amount(rng, 1000, 30000))} pour {event}."
        ],
        [
            ("accepter", "les termes de la convention jointe"),
            ("autoriser", f"le {sitting.assembly.chair_title} à encaisser la recette correspondante"),
        ],
    )


def agreement(rng: Random, sitting: Sitting) -> Matter:
    partner = rng.choice((invent_club(rng), fill(rng, rng.choice(words.BODIES_PAID))))
    subject = rng.choice(
        ("la mise à disposition de locaux", "l'entretien des sentiers", "l'accueil de loisirs", "la fourrière animale")
    )
    again = rng.random() < 0.3
    head, text = ("Avenant n°1 à la convention", "l'avenant") if again else ("Convention", "la convention")
    return Matter(
        rng.choice((f"{head} avec {partner} pour {subject}", f"{head} relative à {subject}")),
        [
            f"{partner} assure depuis plusieurs années {subject}.",
            f"Le budget annuel de la structure est de {money(rng, round_amount(rng, 9000, 200000))}.",
        ],
        [
            ("approuver", f"les termes de {text} à intervenir avec {partner}"),
            ("autoriser", f"le {sitting.assembly.chair_title} à {'le' if again else 'la'} signer"),
        ],
    )


def nomination(rng: Random, sitting: Sitting) -> Matter:
    first, second = rng.sample(sitting.present, 2)
    names = [f"{'Mme' if one.woman else 'M.'} {one.given} {one.family.upper()}" for one in (first, second)]
    place = rng.choice(
        ("la commission d'appel d'offres", "l'assemblée générale de la mission locale", "la commission locale de l'eau")
    )
    return Matter(
        rng.choice((f"Désignation des représentants à {place}", f"Désignation d'un délégué à {place}")),
        ["Vu l'article L.2121-33 du CGCT,"],
        [("désigner", f"{names[0]}, titulaire, et {names[1]}, suppléant, pour siéger à {place}")],
    )


def report(rng: Random, sitting: Sitting) -> Matter:
    year = sitting.date.year - 1
    subject = rng.choice(
        (
            f"Rapport annuel {year} sur le prix et la qualité du service public de l'eau",
            f"Rapport d'activité {year} de l'office de tourisme",
            f"Débat d'orientation budgétaire {sitting.date.year}",
            f"Rapport {year} sur l'égalité entre les femmes et les hommes",
            "Communication des décisions du Président",
        )
    )
    return Matter(
        subject,
        [
            "Le rapport a été transmis avec la convocation. Il fait état d'un "
            f"chiffre d'affaires de {money(rng, round_amount(rng, 100000, 900000))}."
        ],
        [("prendre acte", rng.choice(("de la présentation du rapport", "de la tenue du débat", "de ce rapport")))],
        noted=True,
    )


def naming(rng: Random, sitting: Sitting) -> Matter:
    street = rng.choice(words.STREETS)
    return Matter(
        rng.choice(
            (
                "Dénomination d'une voie nouvelle",
                "Dénomination et numérotation des voies",
                f"VOIRIE : dénomination de voie – {street}",
            )
        ),
        ["Considérant l'intérêt de donner une adresse à chaque habitation,"],
        [
            ("adopter", f"la dénomination « {street} » pour la voie desservant le lotissement"),
            ("charger", f"le {sitting.assembly.chair_title} d'en informer les services postaux"),
        ],
    )


def contract(rng: Random, sitting: Sitting) -> Matter:
    company = fill(rng, rng.choice(words.COMPANIES))
    price = round_amount(rng, 8000, 250000)
    return Matter(
        rng.choice(
            (
                "Attribution du marché de travaux de voirie",
                "Choix de l'entreprise pour la toiture de la mairie",
                "MARCHES PUBLICS – Fourniture de repas en liaison froide",
                "Achat d'un véhicule utilitaire",
            )
        ),
        [
            "Vu le Code de la commande publique,",
            f"La commission d'appel d'offres, à l'unanimité, a classé première l'offre {of(company)}.",
        ],
        [
            ("retenir", f"l'offre de l'entreprise {company} pour un montant de {money(rng, price)} HT"),
            ("autoriser", f"le {sitting.assembly.chair_title} à signer le marché"),
        ],
    )


def planning(rng: Random, sitting: Sitting) -> Matter:
    return Matter(
        rng.choice(
            (
                "Modification simplifiée n°2 du plan local d'urbanisme",
                "Instauration du droit de préemption urbain",
                "Zones d'accélération des énergies renouvelables",
                "URBANISME – Arrêt du projet de PLU",
            )
        ),
        ["Vu le Code de l'urbanisme,", "Vu la délibération n° 2014-33 prescrivant la révision du plan,"],
        [
            ("approuver", "le dossier tel qu'il est annexé à la présente délibération"),
            ("dire", "que la présente délibération fera l'objet d'un affichage pendant un mois"),
        ],
    )


def write_off(rng: Random, sitting: Sitting) -> Matter:
    amount = round_amount(rng, 80, 2000)
    return Matter(
        rng.choice(
            ("Admission en non-valeur", "Créances éteintes", f"FINANCES – Admission en non-valeur {sitting.date.year}")
        ),
        ["Le comptable public n'a pu recouvrer certains titres."],
        [("admettre", f"en non-valeur la somme de {money(rng, amount)}")],
    )


def loan(rng: Random, sitting: Sitting) -> Matter:
    amount = rng.randrange(5, 60) * 10000
    return Matter(
        rng.choice(
            (
                "Souscription d'un emprunt auprès d'une banque",
                "Ouverture d'une ligne de trésorerie",
                "Réalisation d'un emprunt pour les travaux de l'école",
            )
        ),
        [f"Le besoin de financement est de {money(rng, float(amount))}."],
        [("contracter", f"un emprunt de {money(rng, float(amount))} sur 15 ans au taux fixe de 3,15 %")],
    )


def wish(rng: Random, sitting: Sitting) -> Matter:
    return Matter(
        rng.choice(
            (
                "Motion pour le maintien de la trésorerie",
                "Vœu relatif à la fermeture d'une classe",
                "Motion de soutien au commerce de proximité",
            )
        ),
        ["Considérant l'attachement de la population à ses services publics,"],
        [("demander", "au Gouvernement de renoncer à ce projet")],
    )


def election(rng: Random, sitting: Sitting) -> Matter:
    """Members elect one of them: voices for a person, not for or against a text."""
    one = rng.choice(sitting.present[1:])
    name = f"{'Mme' if one.woman else 'M.'} {one.given} {one.family.upper()}"
    rank, blanks = rng.randint(1, 5), rng.randint(0, 3)
    office = (
        f"{rank}{'er' if rank == 1 else 'ème'} "
        f"{'adjoint' if sitting.assembly.chair_title == 'Maire' else 'vice-président'}"
    )
    return Matter(
        f"Élection du {office}",
        [
            "Il est procédé au vote à bulletin secret.",
            f"Bulletins blancs : {blanks}. Suffrages exprimés : {sitting.voting - blanks}.",
        ],
        [],
        result=f"{name}, ayant obtenu {sitting.voting - blanks} voix, est {'élue' if one.woman else 'élu'} {office}.",
    )


ORDINARY: tuple[Callable[[Random, Sitting], Matter], ...] = (
    sale,
    budget_amendment,
    budget_vote,
    accounts,
    staff,
    tariffs,
    request,
    received,
    agreement,
    nomination,
    naming,
    contract,
    planning,
    write_off,
    loan,
    wish,
    election,
)


def any_matter(rng: Random, sitting: Sitting) -> Matter:
    """One of the ordinary points of an agenda."""
    return rng.choice(ORDINARY)(rng, sitting)
