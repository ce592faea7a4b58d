"""What sentences about a vote say: invented sentences as clerks write them, with what must be read."""

from __future__ import annotations

from typing import Any

import pytest

from registre.extraction.deciding import decision_area
from registre.extraction.names import Order
from registre.extraction.votes import read_vote
from registre.reading import Text

SAID: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "Après en avoir délibéré, le conseil municipal, par 12 voix pour et 3 voix contre (M. Paul ORME, Mme "
        "Ida LILAS et M. Luc PIN), approuve le projet.",
        {
            "outcome": "adopted",
            "unanimous": False,
            "for_": 12,
            "against": 3,
            "against_names": ("Paul ORME", "Ida LILAS", "Luc PIN"),
        },
    ),
    (
        "Après en avoir délibéré, le conseil approuve le projet.\nVote : 12 pour, 2 contre, 1 abstention",
        {"outcome": "adopted", "for_": 12, "against": 2, "abstentions": 1, "unanimous": False},
    ),
    (
        "Après en avoir délibéré, le conseil, à l'unanimité des membres présents et représentés, approuve le projet.",
        {"outcome": "adopted", "unanimous": True},
    ),
    (
        "Le conseil municipal, à la majorité (8 voix pour, 2 contre et 0 abstention), adopte le règlement.",
        {"outcome": "adopted", "unanimous": False, "for_": 8, "against": 2, "abstentions": 0},
    ),
    (
        "Après délibération, le conseil adopte à l'unanimité moins une abstention (Mme Ida LILAS) le règlement.",
        {"outcome": "adopted", "unanimous": False, "abstention_names": ("Ida LILAS",), "abstentions": 1},
    ),
    (
        "Après en avoir délibéré, le conseil approuve le compte administratif. Monsieur le Maire, Paul ORME, ne "
        "prend pas part au vote.",
        {"outcome": "adopted", "not_voting_names": ("Paul ORME",)},
    ),
    (
        "Après en avoir délibéré, à l'unanimité (M. Paul ORME s'étant retiré au moment du vote), le conseil "
        "approuve le compte.",
        {"outcome": "adopted", "unanimous": True, "not_voting_names": ("Paul ORME",)},
    ),
    (
        "Madame Ida LILAS, membre de l'association, ne prend pas part au vote.\nAprès en avoir délibéré, à "
        "l'unanimité, le conseil décide d'attribuer la subvention.",
        {"outcome": "adopted", "unanimous": True, "not_voting_names": ("Ida LILAS",)},
    ),
    (
        "Le Conseil, après en avoir délibéré, décide :\n- d'approuver la convention.\nADOPTÉ À LA "
        "MAJORITÉ\nContre : 2 (Paul ORME, Ida LILAS)\nAbstentions : 3",
        {
            "outcome": "adopted",
            "unanimous": False,
            "against": 2,
            "abstentions": 3,
            "against_names": ("Paul ORME", "Ida LILAS"),
        },
    ),
    ("Mis aux voix, le rapport est adopté à l'unanimité.", {"outcome": "adopted", "unanimous": True}),
    (
        "La proposition est mise aux voix : 5 voix pour, 9 voix contre. Elle est rejetée.",
        {"outcome": "rejected", "for_": 5, "against": 9, "unanimous": False},
    ),
    ("Après débat, le conseil décide de reporter ce point à la prochaine séance.", {"outcome": "postponed"}),
    ("Le point est reporté.", {"outcome": "postponed"}),
    ("Cette question est ajournée.", {"outcome": "postponed"}),
    ("Le conseil municipal décide de surseoir à statuer sur cette demande.", {"outcome": "postponed"}),
    ("Monsieur le Maire indique que le point n° 4 est retiré de l'ordre du jour.", {"outcome": "withdrawn"}),
    ("Le Conseil municipal prend acte de la présentation du rapport.", {"outcome": "noted"}),
    (
        "Après en avoir délibéré, le conseil PREND ACTE de la tenue du débat et AUTORISE la publication du rapport.",
        {"outcome": "noted"},
    ),
    (
        "Après en avoir délibéré, par 10 voix POUR, 0 CONTRE et 2 ABSTENTIONS (MM. ORME et PIN), DECIDE "
        "d'acquérir la parcelle.",
        {
            "outcome": "adopted",
            "for_": 10,
            "against": 0,
            "abstentions": 2,
            "unanimous": False,
            "abstention_names": ("ORME", "PIN"),
        },
    ),
    (
        "Le conseil, à l'unanimité des suffrages exprimés (3 abstentions : Mme A. LILAS, M. B. ORME, M. C. "
        "PIN), approuve le budget.",
        {
            "outcome": "adopted",
            "unanimous": True,
            "abstentions": 3,
            "abstention_names": ("A. LILAS", "B. ORME", "C. PIN"),
        },
    ),
    (
        "Résultat du vote : Votants : 15 Pour : 13 Contre : 1 Abstention : 1\nLe conseil approuve le projet.",
        {"outcome": "adopted", "for_": 13, "against": 1, "abstentions": 1, "unanimous": False},
    ),
    (
        "POUR 14 CONTRE 0 ABSTENTION 1\nLe conseil approuve.",
        {"outcome": "adopted", "for_": 14, "against": 0, "abstentions": 1, "unanimous": False},
    ),
    (
        "VOTE\nPour : 14\nContre : 0\nAbstention : 0\nDélibération adoptée à l'unanimité",
        {"outcome": "adopted", "for_": 14, "against": 0, "abstentions": 0, "unanimous": True},
    ),
    (
        "Après vote à main levée, par 7 voix contre 4, le conseil décide d'adopter la proposition.",
        {"outcome": "adopted", "unanimous": False, "for_": 7, "against": 4},
    ),
    (
        "Ont voté pour : 11 - Ont voté contre : 2 (ORME Paul, LILAS Ida) - Se sont abstenus : 1 (PIN Luc)\nLe "
        "conseil adopte.",
        {
            "outcome": "adopted",
            "for_": 11,
            "against": 2,
            "abstentions": 1,
            "unanimous": False,
            "against_names": ("ORME Paul", "LILAS Ida"),
            "abstention_names": ("PIN Luc",),
        },
    ),
    ("Après en avoir délibéré, le Conseil municipal émet un avis défavorable au projet.", {"outcome": "rejected"}),
    (
        "Après en avoir délibéré, le conseil, à l'unanimité, refuse la demande de subvention.",
        {"outcome": "rejected", "unanimous": True},
    ),
    (
        "Considérant l'avis favorable de la commission rendu par 6 voix pour et 1 contre, après en avoir "
        "délibéré à l'unanimité, approuve le projet.",
        {"outcome": "adopted", "unanimous": True},
    ),
    (
        "L'amendement est rejeté par 3 voix pour et 9 voix contre. Après en avoir délibéré, le conseil adopte "
        "la délibération par 9 voix pour et 3 voix contre.",
        {"outcome": "adopted", "for_": 9, "against": 3, "unanimous": False},
    ),
    (
        "Le conseil adopte. M. ORME vote contre, Mme LILAS s'abstient.",
        {"outcome": "adopted", "unanimous": False, "against_names": ("ORME",), "abstention_names": ("LILAS",)},
    ),
    (
        "Le conseil, au scrutin secret, par 9 voix pour et 2 voix contre, désigne M. PIN.",
        {"outcome": "adopted", "for_": 9, "against": 2, "unanimous": False, "secret": True},
    ),
    (
        "L'excédent est reporté au compte 002. Le conseil adopte à l'unanimité le compte administratif.",
        {"outcome": "adopted", "unanimous": True},
    ),
    (
        "Après en avoir délibéré, à l'unanimité, le conseil décide de ne pas préempter ce bien.",
        {"outcome": "adopted", "unanimous": True},
    ),
    (
        "Après en avoir délibéré, le Conseil décide, avec 1 voix contre, d'approuver le projet.",
        {"outcome": "adopted", "against": 1, "unanimous": False},
    ),
    (
        "Le Conseil communautaire, ouï l'exposé et après en avoir délibéré à l'unanimité par 45 voix, approuve.",
        {"outcome": "adopted", "unanimous": True, "for_": 45},
    ),
    (
        "NPPV : 2 (Paul ORME, Ida LILAS)\nPour : 20\nLe conseil adopte.",
        {"outcome": "adopted", "for_": 20, "not_voting_names": ("Paul ORME", "Ida LILAS")},
    ),
)


def _read(words: str) -> dict[str, Any]:
    text = Text(words + "\n\nPour extrait conforme,\nLe Maire,\nJean CHÊNE\n")
    area = decision_area(text.flow, text.folded, 0, len(text.flow))
    vote = read_vote(text.flow, text.folded, area, Order.unknown) if area else None
    if vote is None:
        return {}
    fields = {name: getattr(vote.value, name) for name in vote.value.__slots__}
    return {name: value for name, value in fields.items() if value not in (None, ())}


@pytest.mark.parametrize(("words", "want"), SAID)
def test_a_sentence_about_a_vote_says(words: str, want: dict[str, Any]) -> None:
    assert _read(words) == want


def test_the_evidence_of_a_vote_covers_the_whole_count() -> None:
    text = Text("Après en avoir délibéré, par 8 voix pour, 2 contre et 1 abstention, le conseil adopte le projet.\n")
    area = decision_area(text.flow, text.folded, 0, len(text.flow))
    assert area is not None
    vote = read_vote(text.flow, text.folded, area, Order.unknown)
    assert vote is not None
    assert text.flow[vote.start : vote.end] == "8 voix pour, 2 contre et 1 abstention"


def test_the_vote_of_the_next_act_is_not_read() -> None:
    first = "Le conseil, après en avoir délibéré, à l'unanimité, approuve le tarif.\n"
    later = "\n".join(["Le maire présente ensuite le budget de la commune et ses orientations."] * 6)
    got = _read(first + later + "\nPour : 3, Contre : 9. La proposition est rejetée.")
    assert got["outcome"] == "adopted"
