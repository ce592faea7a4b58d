"""Laws, codes and earlier acts that words name: precise first, and no identifier is made up."""

from __future__ import annotations

import re
from datetime import date

import pytest

from registre.graph.accounts import known_accounts, recognised_account
from registre.graph.following import Followed, Following, followed_acts
from registre.graph.legislation import CODES, CitedLaw, CitedRule, cited_laws, cited_rules, known_rules

JO = "https://www.legifrance.gouv.fr/eli"


@pytest.mark.parametrize(
    ("words", "name", "eli"),
    [
        ("Vu la loi n° 2015-991 du 7 août 2015,", "Loi n° 2015-991 du 7 août 2015", "loi/2015/8/7/2015-991"),
        ("VU la Loi n°2015- 991 du 7 AOÛT 2015", "Loi n° 2015-991 du 7 août 2015", "loi/2015/8/7/2015-991"),
        ("décret no 2011-829 du 1er mai 2011", "Décret n° 2011-829 du 1er mai 2011", "decret/2011/5/1/2011-829"),
        ("loi n°2009-967 du 03/08/2009", "Loi n° 2009-967 du 3 août 2009", "loi/2009/8/3/2009-967"),
        ("ordonnance n° 2021-17 du 7 mai 2021", "Ordonnance n° 2021-17 du 7 mai 2021", "ordonnance/2021/5/7/2021-17"),
        # Named, without an address: before the ELI, without a date, dated otherwise than numbered, organic.
        ("loi n° 83-634 du 13 juillet 1983 modifiée", "Loi n° 83-634 du 13 juillet 1983", None),
        ("loi n° 2000-321 du 12 avril 2000", "Loi n° 2000-321 du 12 avril 2000", None),
        ("loi n° 2000-295 relative au cumul", "Loi n° 2000-295", None),
        ("décret n°85-2017 du 26 janvier 2017", "Décret n° 85-2017 du 26 janvier 2017", None),
        ("loi n° 2015-991 du 7 août 2016", "Loi n° 2015-991 du 7 août 2016", None),
        ("loi organique n° 2013-402 du 17 mai 2013", "Loi n° 2013-402 du 17 mai 2013", None),
        ("loi n° 2015-991 du 31 février 2015", "Loi n° 2015-991", None),
    ],
)  # fmt: skip
def test_a_law_is_named_in_one_form_and_has_an_eli_when_it_surely_does(words: str, name: str, eli: str | None) -> None:
    assert cited_laws(words) == (CitedLaw(name, f"{JO}/{eli}/jo/texte" if eli else None),)


@pytest.mark.parametrize(
    "words",
    ["la loi du 3 mai 1992", "la délibération n° 2015-991 du 7 août 2015", "la circulaire n° 2012-12", "loi NOTRe"],
)  # fmt: skip
def test_what_is_no_numbered_law_is_none(words: str) -> None:
    assert cited_laws(words) == ()


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ("Vu le code général des collectivités territoriales", [("cgct", None)]),
        ("le CGCT, notamment son article L. 2121-29", [("cgct-l2121-29", "CGCT, art. L2121-29")]),
        ("l’article L.2121.22 du Code Général des collectivités\u00a0territoriales",
         [("cgct-l2121-22", "CGCT, art. L2121-22")]),
        ("l'article L5711-1 du code général des collectivités territoriales (CGCT)",
         [("cgct-l5711-1", "CGCT, art. L5711-1")]),
        ("article R. 2333-105 du CGCT", [("cgct", "CGCT, art. R2333-105")]),
        ("les articles L 213-1 à L 213-4 du code de justice administrative",
         [("cja", "Code de justice administrative, art. L213-1"),
          ("cja", "Code de justice administrative, art. L213-4")]),
        ("l'article L1111-2 du CGCT et l'article L229-25 du code de l'environnement",
         [("cgct", "CGCT, art. L1111-2"), ("environnement", "Code de l’environnement, art. L229-25")]),
        ("le code de l'énergie, le code de la route", [("energie", None), ("route", None)]),
        ("l'article L 2121-29 de la loi", []),
    ],
)  # fmt: skip
def test_codes_and_articles_become_concepts(words: str, rules: list[tuple[str, str | None]]) -> None:
    assert cited_rules(words) == tuple(CitedRule(concept, article) for concept, article in rules)


def test_every_code_has_its_concept() -> None:
    assert {key for key, _, _ in CODES} <= known_rules()
    assert len({key for key, _, _ in CODES}) == len(CODES) > 25


@pytest.mark.parametrize(
    ("words", "kind", "number"),
    [
        ("abroge la délibération n° 2019-012 du 3 mars 2019", Following.repeals, "2019-012"),
        ("Article 2 : abroge et remplace la délibération n°2019/12.", Following.repeals, "2019/12"),
        ("de modifier la délibération du conseil municipal n° 45", Following.modifies, "45"),
        ("COMPLÈTE sa délibération n° CR 108-13", Following.modifies, "CR 108-13"),
        ("en application de la délibération n° D2022-04,", Following.executes, "D2022-04"),
        ("Retrait : retire la délibération n° 7", Following.repeals, "7"),
    ],
)
def test_an_act_says_what_it_does_to_an_earlier_one(words: str, kind: Following, number: str) -> None:
    assert list(followed_acts(words)) == [Followed(kind, number)]


@pytest.mark.parametrize(
    "words",
    [
        "vu la délibération n° 2019-012",
        "modifie les statuts ; la délibération n° 12 reste applicable",
        "rapporte que la délibération n° 12 fut prise",
        "abroge la délibération du 3 mars 2019",
        "la modification de la convention",
    ],
)
def test_words_that_do_nothing_to_an_act_are_left_alone(words: str) -> None:
    assert list(followed_acts(words)) == []


@pytest.mark.parametrize(
    ("number", "day", "found"),
    [
        ("65748", date(2022, 5, 5), "m57-65748"),  # only M57 has it
        ("6574", date(2014, 3, 1), "m14-6574"),  # M57 divides it
        ("6574", date(2024, 3, 1), "m57-6574"),  # a heading, but M14 is over
        ("6281", date(2022, 5, 5), None),  # both charge it
        ("6281", date(2025, 5, 5), "m57-6281"),
        ("6745", date(2025, 5, 5), None),  # not in M57
        ("758002", date(2022, 5, 5), None),
        ("65 748", date(2022, 5, 5), "m57-65748"),
    ],
)
def test_an_account_is_recognised_when_only_one_is_possible(number: str, day: date, found: str | None) -> None:
    assert recognised_account(number, day) == found


def test_the_charts_of_the_ontology_are_read() -> None:
    assert {chart: len(numbers) > 14 for chart, numbers in known_accounts().items()} == {"m14": True, "m57": True}
    assert all(re.fullmatch(r"\d{2,6}", number) for numbers in known_accounts().values() for number in numbers)
