"""Ways to give money, the traps around it, and the budget line that pays."""

from __future__ import annotations

from random import Random

from bench.synthesis import words
from bench.synthesis.matters import Matter, Measure, round_amount
from bench.synthesis.numbers import any_notation, money, money_in_words
from bench.synthesis.sitting import Sitting
from bench.synthesis.truth import GrantTruth
from bench.synthesis.world import fill, invent_club

ACCOUNTS = ("6574", "65748", "657481", "6558", "20421", "6281", "65568")
CHAPTERS = ("65", "65", "67", "204", "011")
FUNCTIONS = ("020", "30", "40", "311", "415", "61", "833")


def called(rng: Random, name: str) -> str:
    """The beneficiary as the sentence names it: with « l'association », in quotes, or alone."""
    if name.startswith(("SARL", "SAS", "EURL", "SCEA")):
        return rng.choice((f"la {name}", f"la société {name}", f"l'entreprise {name}"))
    bare = name.startswith(("Les ", "Le ", "La "))
    return rng.choice(
        (
            f"l'association {name}",
            f"l'association « {name} »",
            f'l\'association "{name}"',
            name if not bare else f"l'association {name}",
            f"{name.upper()}" if not bare else f"l'association {name.upper()}",
        )
    )


def grant_measure(rng: Random, amount: float, beneficiary: str, year: int) -> Measure:
    """One sentence that gives `amount` to `beneficiary`."""
    sum_ = money(rng, amount)
    if amount == int(amount) and rng.random() < 0.08:
        sum_ = money_in_words(rng, int(amount))
    nature = rng.choice(("", "", " de fonctionnement", " exceptionnelle", " d'investissement", " annuelle"))
    period = rng.choice(
        (
            "",
            f" au titre de l'année {year}",
            f" pour l'année {year}",
            f" au titre de l'exercice {year}",
            f" pour {year}",
        )
    )
    return rng.choice(
        (
            ("attribuer", f"une subvention{nature} de {sum_} à {beneficiary}{period}"),
            ("accorder", f"une subvention{nature} d'un montant de {sum_} à {beneficiary}{period}"),
            ("allouer", f"à {beneficiary} une subvention{nature} de {sum_}{period}"),
            ("verser", f"une subvention{nature} de {sum_} à {beneficiary}{period}"),
            ("verser", f"à {beneficiary}, une subvention{nature} d'un montant de {sum_}{period}"),
            ("octroyer", f"une subvention{nature} de {sum_} en faveur de {beneficiary}{period}"),
            ("approuver", f"le versement d'une subvention{nature} de {sum_} à {beneficiary}{period}"),
            ("approuver", f"l'attribution d'une subvention{nature} de {sum_} au profit de {beneficiary}{period}"),
            (
                "autoriser",
                f"le versement à {beneficiary} d'une subvention{nature} d'un montant global de {sum_}{period}",
            ),
            ("fixer", f"à {sum_} le montant de la subvention{nature} versée à {beneficiary}{period}"),
            ("décider", f"d'attribuer une subvention{nature} de {sum_} à {beneficiary}{period}"),
        )
    )


def recalled(rng: Random, name: str, year: int) -> list[str]:
    """Sums that the recitals recall and that this act does not give."""
    amount = round_amount(rng, 500, 30000)
    funder, other = rng.sample(words.FUNDERS, 2)
    return rng.sample(
        [
            f"Pour mémoire, une subvention de {money(rng, amount)} avait été versée à {name} en {year - 1}.",
            f"{name} sollicite une aide de {money(rng, amount)} pour "
            f"un budget prévisionnel de {money(rng, amount * 6)}.",
            f"Le projet est également soutenu par {funder} à hauteur de "
            f"{money(rng, amount * 2)} et par {other} pour {money(rng, amount)}.",
            f"Le budget global de l'action s'élève à {money(rng, amount * 9)}.",
            "Les subventions d'un montant inférieur à 23 000 € ne donnent pas lieu à convention.",
            f"En {year - 2}, le soutien de la collectivité était de {money(rng, amount)}.",
        ],
        rng.randint(0, 3),
    )


def charge(rng: Random, year: int) -> tuple[str, list[str]]:
    """A sentence that names the budget line, and its codes; nothing, or no code, now and then."""
    account, chapter, function = rng.choice(ACCOUNTS), rng.choice(CHAPTERS), rng.choice(FUNCTIONS)
    code = rng.choice(("SERV", "CULT", "SPORT", "ECO")) + "-" + rng.choice(("ASSO", "FONCT", "INV"))
    return rng.choice(
        (
            ("", []),
            (f"Les crédits nécessaires sont inscrits au budget {year}.", []),
            (f"La dépense sera imputée sur le budget de l'exercice en cours à l'article {account}.", [account]),
            (
                f"La dépense correspondante sera imputée au chapitre {chapter}, article {account} du budget {year}.",
                [chapter, account],
            ),
            (
                f"Les crédits sont prévus au chapitre {chapter}, nature {account}, fonction {function}.",
                [chapter, account, function],
            ),
            (f"Dit que la dépense sera prélevée sur le compte {account} du budget principal.", [account]),
            (f"Les crédits correspondants sont inscrits au compte {account}.", [account]),
            (f"(imputation {chapter}_{account}_{function})", [chapter, account, function]),
            (f"Imputation budgétaire : {account}-{function}", [account, function]),
            (f"La dépense sera imputée sur la ligne {code}, chapitre {chapter}.", [code, chapter]),
            (
                f"Cette dépense sera imputée sur la ligne budgétaire {code}/{account}/{function}.",
                [code, account, function],
            ),
        )
    )


def one_grant(rng: Random, sitting: Sitting) -> Matter:
    """A grant to one association, with or without an agreement."""
    name, year = invent_club(rng), sitting.date.year
    amount = round_amount(rng, 100, 40000)
    title = rng.choice(
        (
            f"Attribution d'une subvention à l'association {name}",
            f"Subvention exceptionnelle – {name}",
            f"Soutien à l'association {name} pour l'année {year}",
            f"VIE ASSOCIATIVE : subvention {year} à {name}",
            f"CONVENTION D'OBJECTIFS AVEC {name.upper()}",
        )
    )
    measures = [grant_measure(rng, amount, called(rng, name), year)]
    if rng.random() < 0.5:
        measures.append(("approuver", f"la convention à conclure avec {name}"))
    if rng.random() < 0.5:
        measures.append(("autoriser", f"le {sitting.assembly.chair_title} à signer tout document nécessaire"))
    sentence, codes = charge(rng, year)
    opening = rng.choice(
        (
            f"{name} contribue à la vie locale.",
            f"L'association {name} compte {rng.randint(20, 300)} adhérents.",
            f"Vu la demande présentée par {name},",
        )
    )
    return Matter(
        title,
        [opening, *recalled(rng, name, year)],
        measures,
        [GrantTruth("subvention", name, amount, year)],
        codes,
        sentence,
    )


def several_grants(rng: Random, sitting: Sitting, count: int | None = None) -> Matter:
    """A list of grants, one a line or a bullet; last year's sums stand above now and then."""
    year = sitting.date.year
    names = {invent_club(rng): round_amount(rng, 50, 5000) for _ in range(count or rng.randint(2, 9))}
    recitals = [f"Vu les demandes présentées par les associations pour l'année {year},"]
    if rng.random() < 0.2:
        before = ", ".join(f"{name} : {money(rng, round_amount(rng, 50, 4000))}" for name in list(names)[:3])
        recitals.append(f"Rappel des subventions {year - 1} : {before}.")
    bullet, joint = (
        rng.choice(("- ", "• ", "– ", "", "* ")),
        rng.choice((" : ", " : ", " – ", " .......... ", " = ", " ")),
    )
    way = any_notation(rng)
    lines = [f"{bullet}{name}{joint}{money(rng, amount, notation=way)}" for name, amount in names.items()]
    if rng.random() < 0.4:
        lines.append(
            f"{rng.choice(('Total', 'TOTAL', 'Soit un total de'))} : {money(rng, sum(names.values()), notation=way)}"
        )
    sentence, codes = charge(rng, year)
    verb, what = rng.choice(
        (
            ("attribuer", f"les subventions suivantes pour l'année {year} :"),
            ("accorder", "les subventions de fonctionnement suivantes aux associations :"),
            ("voter", f"les subventions {year} ci-après :"),
            ("approuver", "l'attribution des subventions comme suit :"),
        )
    )
    return Matter(
        rng.choice(
            (
                f"Subventions aux associations {year}",
                f"Attribution des subventions {year}",
                "VIE ASSOCIATIVE – Subventions de fonctionnement",
            )
        ),
        recitals,
        [(verb, what)],
        [GrantTruth("subvention", name, amount, year) for name, amount in names.items()],
        codes,
        sentence,
        lines=lines,
    )


def fee(rng: Random, sitting: Sitting) -> Matter:
    name, year = fill(rng, rng.choice(words.BODIES_PAID)), sitting.date.year
    amount = round_amount(rng, 50, 4000)
    sum_ = money(rng, amount)
    return Matter(
        rng.choice((f"Adhésion à {name}", f"Renouvellement de l'adhésion à {name}", f"Cotisation {year} – {name}")),
        [f"{name} accompagne ses membres dans leurs projets."],
        [
            rng.choice(
                (
                    ("approuver", f"l'adhésion à {name} pour une cotisation annuelle de {sum_}"),
                    ("verser", f"la cotisation {year} d'un montant de {sum_} à {name}"),
                    ("décider", f"de renouveler l'adhésion à {name} moyennant une cotisation de {sum_}"),
                )
            ),
        ],
        [GrantTruth("cotisation", name, amount, year)],
    )


def contribution(rng: Random, sitting: Sitting) -> Matter:
    name, year = fill(rng, rng.choice(words.BODIES_PAID[:3])), sitting.date.year
    amount = round_amount(rng, 500, 30000)
    sum_ = money(rng, amount)
    sentence, codes = charge(rng, year)
    return Matter(
        rng.choice((f"Participation {year} au {name}", f"{name} : participation financière")),
        [f"Le {name} a fixé la participation de ses membres pour {year}."],
        [
            rng.choice(
                (
                    ("verser", f"une participation de {sum_} au {name}"),
                    (
                        "approuver",
                        f"le versement d'une participation financière de {sum_} au {name} pour l'année {year}",
                    ),
                    ("fixer", f"à {sum_} la participation {year} versée au {name}"),
                )
            )
        ],
        [GrantTruth("participation", name, amount, year)],
        codes,
        sentence,
    )


def advance(rng: Random, sitting: Sitting) -> Matter:
    name = rng.choice(("budget annexe Eau", "budget annexe Assainissement", "budget annexe Lotissement des Prés"))
    amount = float(rng.randrange(5, 300) * 1000)
    return Matter(
        f"Avance de trésorerie au {name}",
        ["Dans l'attente du versement des recettes attendues,"],
        [("accorder", f"une avance remboursable de {money(rng, amount)} au {name}")],
        [GrantTruth("avance", name, amount, sitting.date.year)],
    )


def guarantee(rng: Random, sitting: Sitting) -> Matter:
    name = fill(rng, rng.choice(words.LANDLORDS))
    amount = float(rng.randrange(80, 900) * 1000)
    return Matter(
        rng.choice(
            (
                f"Garantie d'emprunt accordée à {name}",
                f"{name} – Garantie d'emprunt pour {rng.randint(4, 30)} logements",
            )
        ),
        [f"{name} doit contracter un prêt pour réhabiliter une résidence."],
        [
            (
                "accorder",
                "sa garantie à hauteur de 100 % pour le remboursement d'un prêt "
                f"d'un montant total de {money(rng, amount)} souscrit par {name}",
            )
        ],
        [GrantTruth("garantie", name, amount, sitting.date.year)],
    )


def company_aid(rng: Random, sitting: Sitting) -> Matter:
    name = fill(rng, rng.choice(words.COMPANIES))
    amount = round_amount(rng, 1000, 20000)
    return Matter(
        rng.choice((f"Aide à l'immobilier d'entreprise – {name}", f"Développement économique : aide à {name}")),
        [f"L'entreprise prévoit un investissement de {money(rng, amount * 5)} HT."],
        [
            rng.choice(
                (
                    ("accorder", f"une aide de {money(rng, amount)} à la {name}"),
                    ("attribuer", f"une aide directe d'un montant de {money(rng, amount)} à l'entreprise {name}"),
                )
            )
        ],
        [GrantTruth("aide", name, amount, sitting.date.year)],
    )


def prize(rng: Random, sitting: Sitting) -> Matter:
    name, amount = invent_club(rng), round_amount(rng, 100, 900)
    return Matter(
        "Prix de l'initiative associative",
        ["Le jury s'est réuni pour départager les candidats."],
        [("attribuer", f"un prix de {money(rng, amount)} à {called(rng, name)}")],
        [GrantTruth("prix", name, amount, sitting.date.year)],
    )


def private_aid(rng: Random, sitting: Sitting) -> Matter:
    amount = round_amount(rng, 200, 3000)
    whom = rng.choice(("un particulier", "un propriétaire", "une famille"))
    return Matter(
        rng.choice(
            (
                "Aide à la rénovation de façade",
                "Opération façades : attribution d'une aide",
                "Programme d'amélioration de l'habitat",
            )
        ),
        ["Vu le règlement de l'opération façades,"],
        [("attribuer", f"une subvention de {money(rng, amount)} à {whom} pour la rénovation de sa façade")],
        [GrantTruth("subvention", None, amount, sitting.date.year)],
    )


def in_kind(rng: Random, sitting: Sitting) -> Matter:
    """A hall lent for nothing: its worth is stated and no money is given."""
    name = invent_club(rng)
    return Matter(
        f"Mise à disposition gratuite de la salle polyvalente à {name}",
        [f"La valorisation de cette mise à disposition est estimée à {money(rng, round_amount(rng, 300, 9000))}."],
        [("autoriser", f"la mise à disposition à titre gracieux de la salle à {called(rng, name)}")],
    )


def in_annex(rng: Random, sitting: Sitting) -> Matter:
    """The list is in an annex that is not there: nothing can be read."""
    return Matter(
        f"Subventions aux associations sportives {sitting.date.year}",
        ["Vu les dossiers présentés,"],
        [("attribuer", "les subventions figurant au tableau annexé à la présente délibération")],
    )


GIVING = (
    one_grant,
    one_grant,
    several_grants,
    fee,
    contribution,
    advance,
    guarantee,
    company_aid,
    prize,
    private_aid,
    in_kind,
    in_annex,
)
WEIGHTS = (5, 4, 4, 2, 1.5, 0.7, 0.8, 1, 0.5, 0.6, 0.8, 0.5)


def any_giving(rng: Random, sitting: Sitting) -> Matter:
    """A point about money given, lent, guaranteed, or lent in kind."""
    return rng.choices(GIVING, WEIGHTS)[0](rng, sitting)
