"""The matter of an act: each rule by its examples, the choice between rules, and the annotated sample."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from matter_measure import CORPUS, answer, measure, read_sample
from registre.extraction.matching import find
from registre.extraction.matter import find_matter
from registre.extraction.rule import Found, Rule
from registre.extraction.rules.matter import MATTERS, RANKS, STATED, is_matter, phrase
from registre.reading import Text, fold
from registre.records import Article

ROOT = Path(__file__).parent.parent
RULES = (STATED, *MATTERS)
MARKED = re.compile(r"\[(?P<words>[^\]]+)\]\{(?P<matter>[\d.]+)\}")


def act(*words: str, title: str | None = None, articles: tuple[str, ...] = ()) -> Found[str] | None:
    """The matter of an act written as its title, its articles, then other words."""
    flow = "\n\n".join((title or "", *articles, *words))
    place = len(title or "") + 2
    found: list[Found[Article]] = []
    for article in articles:
        found.append(Found(Article(article), place, place + len(article), "test"))
        place += len(article) + 2
    head = Found(title, 0, len(title), "test") if title else None
    return find_matter(flow, fold(flow), head, found, 0, len(flow))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_reads_its_examples(rule: Rule[str]) -> None:
    assert rule.examples
    for example in rule.examples:
        marked = MARKED.search(example)
        assert marked, example
        plain = MARKED.sub(lambda found: found["words"], example)
        one = next(find(rule, plain, fold(plain)), None)
        assert one is not None, example
        assert (plain[one.start : one.end], one.value) == (marked["words"], marked["matter"])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_refuses_its_traps(rule: Rule[str]) -> None:
    assert rule.refuses
    for trap in rule.refuses:
        assert next(find(rule, trap, fold(trap)), None) is None, trap


def test_the_matters_are_those_of_the_scheme() -> None:
    scheme = (ROOT / "ontology" / "schemes" / "actes-matter.ttl").read_text("utf-8")
    published = set(re.findall(r'skos:notation "(\d\.\d+)"', scheme))
    possible = {f"{first}.{second}" for first in range(10) for second in range(20)}
    assert {code for code in possible if is_matter(code)} == published
    assert all(is_matter(example[2]) for rule in RULES for text in rule.examples for example in MARKED.finditer(text))


def test_every_rule_has_a_rank_and_its_own_id() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert {rule.id for rule in MATTERS} == RANKS.keys()
    assert set(RANKS.values()) == {0, 1, 2, 3, 4}


def test_a_choice_of_words_does_not_run_into_the_next_word() -> None:
    # "a|b c|d" reads as (a or b) then (c or d): whoever meant "b c" writes two phrases
    table = (ROOT / "src/registre/extraction/words/matters.toml").read_text("utf-8")
    phrases = re.findall(r'"([^"\n]+)"', re.sub(r"(?m)^(?:examples|refuses|#).*$", "", table))
    assert len(phrases) > 500
    wrong = [one for one in phrases if re.search(r"\|\S+ (?!\.\.)\S*\|", one)]
    assert not wrong


@pytest.mark.parametrize(
    ("words", "text", "fits"),
    [
        ("garantie* emprunt*", "GARANTIE D'EMPRUNT", True),  # little words and apostrophes stand between
        ("garantie* emprunt*", "garantie décennale puis emprunt", False),  # other words need « .. »
        ("vente* .. lot*", "vente à une société du lot", True),
        ("vente* .. lot*", "vente un deux trois quatre cinq six sept lot", False),  # too far
        ("maîtrise oeuvre", "maîtrise d'œuvre", True),  # one letter or two
        ("plu", "plus", False),  # whole words
        ("dsp|affermage", "contrat d'affermage", True),
    ],
)
def test_a_phrase_reads_as_it_is_explained(words: str, text: str, fits: bool) -> None:
    assert bool(re.search(phrase(words), fold(text))) is fits


def test_a_stated_code_wins_over_the_title() -> None:
    found = act("Nomenclature ACTES : 7.10.2", title="Garantie d'emprunt à Habitat du Sorvan")
    assert found is not None
    assert (found.value, found.rule) == ("7.10", "matiere.code")


def test_the_words_that_decide_are_the_evidence() -> None:
    title = "FINANCES – Attribution d'une subvention à l'association Les Tilleuls"
    found = act(title=title)
    assert found is not None
    assert (found.value, title[found.start : found.end]) == ("7.5", "Attribution d'une subvention")


def test_an_operation_wins_over_its_field_of_action() -> None:
    assert answer("Vente d'une parcelle à la médiathèque") == "3.2"
    assert answer("Demande de subvention pour le plan climat") == "7.5"


def test_two_matters_of_one_rank_are_a_doubt() -> None:
    assert answer("Cession d'une parcelle et constitution d'une servitude") is None


def test_a_doubt_in_the_title_is_not_settled_by_the_articles() -> None:
    title = "Cession d'une parcelle et constitution d'une servitude"
    assert act(title=title, articles=("APPROUVE la cession de la parcelle AB 12",)) is None


def test_articles_speak_when_the_title_says_nothing() -> None:
    found = act(title="Soutien à l'action Fil d'Or", articles=("AUTORISE le versement d'une subvention de 2 000 €",))
    assert found is not None
    assert found.value == "7.5"


def test_articles_that_disagree_say_nothing() -> None:
    said = ("ACCORDE une subvention de 100 €", "ACCEPTE le devis de l'entreprise Varnoux")
    assert act(title="Fête du village", articles=said) is None


def test_only_the_first_sentence_of_an_article_speaks() -> None:
    assert act(title="Fête du village", articles=("ADOPTE. Un élu rappelle la subvention de 2019",)) is None


def test_the_end_of_a_title_that_runs_on_does_not_speak() -> None:
    assert answer("Affaire diverse " + "du village " * 22 + "budget primitif") is None


def test_an_act_without_words_has_no_matter() -> None:
    assert act() is None
    assert answer("Questions diverses") is None


def test_hostile_titles_are_read_in_no_time() -> None:
    started = time.process_time()
    for words in ("vente de la de la ", "création de poste ", "subvention ", "a " * 9, "avenant lot "):
        answer(words * 40)
        flow = words * 4000
        find_matter(flow, fold(flow), None, (), 0, len(flow))
    assert time.process_time() - started < 2


def test_invented_titles_get_their_matter() -> None:
    cases = [case for case in read_sample() if case.where == "invented"]
    assert len(cases) == 174
    wrong = [(case.title, answer(case.title or ""), case.matters) for case in cases]
    assert not [one for one in wrong if (one[1] or "-") not in one[2]]


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the real documents are not there: no {CORPUS}")
def test_the_matters_of_real_acts_are_right() -> None:
    cases = [case for case in read_sample() if case.where != "invented"]
    assert all(case.title for case in cases)
    for part, acts, coverage in (("learnt", 351, 0.78), ("apart", 129, 0.78)):
        got = measure(tuple(case for case in cases if case.part == part))
        assert got.acts == acts
        assert got.precision >= 0.97
        assert got.first / got.answered >= 0.95
        assert got.coverage >= coverage


def test_line_breaks_and_stamps_do_not_hide_a_title() -> None:
    text = Text("OBJET : Décision\nmodifi-\ncative n° 2")
    found = find_matter(text.flow, text.folded, Found(text.flow, 0, len(text.flow), "test"))
    assert found is not None
    assert found.value == "7.1"
