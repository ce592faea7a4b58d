"""The library of questions: heads that are read strictly, and what each question answers on a small publication."""

from __future__ import annotations

import re
import time
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest

from registre.errors import BadConfiguration
from registre.messages import Language
from registre.sparql import about_query, list_queries, run_query
from registre.sparql.answer import Cell
from registre.sparql.binding import bind
from registre.sparql.library import library, network_library, read_query
from registre.sparql.local import LocalStore
from registre.sparql.query import Query
from registre.sparql.questions import render_questions
from sparql_fixture import CHOSEN, HERE, write_fixture, write_many

BASE = "https://data.example.org/"

GOOD = """\
# title_fr: Titre
# title_en: Title
# description_fr: Une description
#   sur deux lignes.
# description_en: A description.
# use_fr: Usage.
# use_en: Use.
# limits_fr: Limites.
# limits_en: Limits.
# parameters:
#   year: year: 2022: année | year
#   search: string: none: nom : partie | name: part
# columns:
#   thing: iri: la chose | the thing

SELECT ?thing WHERE {
  VALUES (?year ?search) { ("2022"^^<http://www.w3.org/2001/XMLSchema#gYear> UNDEF) }  # parameters
  ?thing ?with ?year
}
"""


def ask(dump: Path, question: str, /, **values: str) -> list[tuple[Cell, ...]]:
    return list(run_query(question, values or CHOSEN.get(question, {}), dump=dump).rows)


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fixture(tmp_path_factory.mktemp("queries"))


def read(tmp_path: Path, text: str) -> object:
    path = tmp_path / "asked.rq"
    path.write_text(text, "utf-8")
    return read_query(path)


def test_a_good_head_is_read_whole(tmp_path: Path) -> None:
    query = read_query(_written(tmp_path, GOOD))
    assert (query.name, query.description.fr) == ("asked", "Une description sur deux lignes.")
    assert [(one.name, one.kind, one.default, one.required) for one in query.parameters] == [
        ("year", "year", "2022", False),
        ("search", "string", None, False),
    ]
    assert query.parameters[1].meaning.fr == "nom : partie"
    assert [one.name for one in query.columns] == ["thing"]


def _written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "asked.rq"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("# title_en: Title\n", "", "line 2: « title_en » should stand here"),
        ("# title_en: Title", "# title_en:", "line 2: « title_en » says nothing"),
        ("# use_en: Use.", "# use_en: Use.\n# use_en: Twice.", "line 8: « limits_fr » should stand here"),
        ("# limits_en: Limits.", "# limits_en: Limits.\nSELECT", "line 10: « parameters » should stand here"),
        ("# title_en: Title", "#title_en: Title", "line 2: a head holds only"),
        ("year: year: 2022:", "year: month: 2022:", "line 11: « month » is no kind"),
        ("year: year: 2022:", "Year: year: 2022:", "line 11: « Year » cannot be a name"),
        ("année | year", "année", "line 11: say it in French"),
        ("#   year: year: 2022: année | year", "#   year: year", "line 11: a line of « parameters » has 4 parts"),
        ("#   thing: iri", "#   year: iri", "line 13: « year » names two things"),
        ("#   thing: iri: la chose | the thing\n", "", "line 13: « columns » is empty"),
        ("year: year: 2022:", "year: year: soon:", "« year » is year"),
        ("#   thing: iri", "#   other: iri", "the query selects thing; its head says other"),
        ('VALUES (?year ?search) { ("2022"', 'VALUES (?year ?search) { ("2023"', "must hold this line once"),
        ("  # parameters", "", "must hold this line once"),
        ("?thing ?with ?year", "?thing ?with", "cannot be parsed"),
        ("SELECT ?thing WHERE", "CONSTRUCT { ?thing ?with ?year } WHERE", "is a SELECT"),
        ("?thing ?with ?year", "SERVICE <https://elsewhere.example/> { ?thing ?with ?year }", "SERVICE is not allowed"),
        ("SELECT ?thing WHERE", "SELECT ?thing FROM <file:///etc/passwd> WHERE", "FROM is not allowed"),
    ],
)
def test_a_malformed_question_is_refused_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(BadConfiguration) as fault:
        read(tmp_path, GOOD.replace(old, new))
    assert "asked.rq" in str(fault.value)
    assert said in str(fault.value)


def test_a_question_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "asked.rq"
    path.write_bytes(b"# title_fr: \xe9")
    with pytest.raises(BadConfiguration, match="cannot be read"):
        read_query(path)


def test_the_library_is_there_and_sorted() -> None:
    names = [query.name for query in library()]
    assert len(names) >= 26
    assert names == sorted(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)
    assert all(name in list_queries("fr") and name in list_queries("en") for name in names)


@pytest.mark.parametrize("query", [*library(), *network_library()], ids=lambda one: one.name)
def test_every_question_says_in_both_languages_what_it_is_good_for_and_what_not(query: Query) -> None:
    """A head without them cannot be read; here, that each says something, and says it twice."""
    for words in (query.description, query.use, query.limits):
        assert words.fr != words.en
        assert min(len(words.fr.split()), len(words.en.split())) >= 3
        assert words.fr[-1] == words.en[-1] == "."
    assert query.title.fr and query.title.en
    assert query.columns
    meanings = [one.meaning for one in query.parameters] + [one.meaning for one in query.columns]
    assert all(meaning.fr and meaning.en for meaning in meanings)


@pytest.mark.parametrize("query", [*library(), *network_library()], ids=lambda one: one.name)
def test_a_terminal_is_told_all_that_a_head_says(query: Query) -> None:
    pairs: tuple[tuple[Language, Language], ...] = (("fr", "en"), ("en", "fr"))
    for language, other in pairs:
        said = " ".join(about_query(query.name, language).split())
        words = (query.title, query.description, query.use, query.limits)
        assert all(" ".join(one.in_(language).split()) in said for one in words)
        assert query.limits.in_(other) not in said
        assert all(f"{one.name} {one.kind}" in said for one in query.parameters)
        assert all(f"{one.name} {one.kind} {one.meaning.in_(language)}" in said for one in query.columns)
        assert query.service is None or query.service.url in said


@pytest.mark.parametrize("query", library(), ids=lambda one: one.name)
def test_every_question_orders_its_rows(query: Query) -> None:
    assert re.search(r"^ORDER BY ", query.body, re.MULTILINE)


def test_the_page_of_questions_is_what_the_files_say() -> None:
    page = HERE.parent / "docs" / "questions.md"
    assert page.read_text("utf-8") == render_questions((*library(), *network_library())), (
        "run « make docs », look at the change, commit it"
    )


@pytest.mark.parametrize("query", library(), ids=lambda one: one.name)
def test_the_order_of_the_dump_changes_no_answer(query: Query, dump: Path, tmp_path: Path) -> None:
    turned = tmp_path / "turned.nq"
    turned.write_bytes(b"".join(reversed(dump.read_bytes().splitlines(keepends=True))))
    rows = ask(dump, query.name)
    assert rows, "the fixture should give each question something to answer"
    assert rows == ask(turned, query.name)


def test_no_question_grows_faster_than_the_register(tmp_path: Path) -> None:
    """Four times the register costs four to five times; a question that compares every pair, sixteen."""
    few, many = _seconds(write_many(tmp_path, 300)), _seconds(write_many(tmp_path, 1200))
    steep = {name: (few[name], many[name]) for name in few if many[name] > max(0.3, 9 * few[name])}
    assert steep == {}


def _seconds(dump: Path) -> dict[str, float]:
    """What each question takes on `dump`, in seconds of this process's own time."""
    store, taken = LocalStore(dump), {}
    for query in library():
        start = time.process_time()
        store.ask(query, bind(query, CHOSEN.get(query.name, {})))
        taken[query.name] = time.process_time() - start
    return taken


def test_every_term_of_the_questions_is_declared() -> None:
    ontology = HERE.parent / "ontology"
    declared = {
        triple.subject.value
        for path in sorted(ontology.rglob("*.ttl"))
        for triple in pyoxigraph.parse(path=str(path))
        if isinstance(triple.subject, pyoxigraph.NamedNode)
    }
    used = {found for query in library() for found in re.findall(r"\breg:([\w.-]*\w)", query.body)}
    assert len(used) > 60
    assert sorted(term for term in used if f"https://w3id.org/registre/ns#{term}" not in declared) == []


def test_grants_add_up_across_bodies_and_nothing_else_does(dump: Path) -> None:
    assert ask(dump, "grants-by-beneficiary") == [
        ("Fanfare des Deux Rives", 2, 2, 2, Decimal("3500.5"), f"{BASE}organisation/local/fanfare"),
        ("Ski-club du Val-Noir", 1, 1, 1, Decimal(0), f"{BASE}organisation/local/ski"),
    ]


def test_a_year_keeps_the_grants_of_that_year(dump: Path) -> None:
    rows = ask(dump, "grants-by-beneficiary", year="2023")
    assert rows[0][:5] == ("Fanfare des Deux Rives", 1, 1, 1, Decimal("1500.5"))
    assert ask(dump, "grants-by-beneficiary", year="1999") == []


def test_a_name_is_found_by_any_of_its_spellings(dump: Path) -> None:
    assert [row[0] for row in ask(dump, "grants-by-beneficiary", search="des 2 rives")] == ["Fanfare des Deux Rives"]
    assert [row[3] for row in ask(dump, "grants-of-organisation", organisation="deux")] == [
        Decimal("1500.5"),
        Decimal(2000),
        Decimal(450),
    ]


def test_each_class_of_money_has_its_own_line(dump: Path) -> None:
    assert [row[:7] for row in ask(dump, "safe-sums")] == [
        ("Communauté de communes du Val-Noir", "fee", "2023", 1, 0, 0, Decimal(300)),
        ("Communauté de communes du Val-Noir", "grant", "2023", 2, 1, 0, Decimal("1500.5")),
        ("Hautes-Combes Agglomération", "grant", "2024", 1, 0, 0, Decimal(2000)),
        ("Hautes-Combes Agglomération", "in-kind", "2024", 1, 0, 0, Decimal(450)),
        ("Hautes-Combes Agglomération", "received", "2024", 1, 0, 0, Decimal(12000)),
    ]
    assert [row[2:4] for row in ask(dump, "membership-fees")] == [("Réseau des territoires d'altitude", Decimal(300))]
    assert [row[2:4] for row in ask(dump, "money-received")] == [("Agence des montagnes", Decimal(12000))]
    assert [row[2:5] for row in ask(dump, "recalled-amounts")] == [("past", "Fanfare des Deux Rives", Decimal(9000))]


def test_a_charge_is_given_only_the_money_that_is_surely_its_own(dump: Path) -> None:
    assert ask(dump, "charges-by-account") == [
        (None, None, 1, 1, 1, Decimal(0)),
        ("65748", "65", 2, 2, 1, Decimal("1800.5")),
    ]


def test_a_territory_inside_another_does_not_count_as_two(dump: Path) -> None:
    rows = ask(dump, "organisations-in-several-territories")
    assert [row[:4] for row in rows] == [
        ("Fanfare des Deux Rives", "Hautes-Combes", "beneficiary", 1),
        ("Fanfare des Deux Rives", "Hautes-Combes", "party", 1),
        ("Fanfare des Deux Rives", "Val-Noir", "beneficiary", 1),
        ("Fanfare des Deux Rives", "Val-Noir", "recalled", 1),
    ]


def test_who_voted_for_whom_can_be_narrowed(dump: Path) -> None:
    (row,) = ask(dump, "proxies", name="vannier")
    assert row[3:5] == ("Colette VANNIER", 'Basile "Baz" TOUREL')
    assert ask(dump, "proxies", since="2023-03-15") == []
    assert ask(dump, "proxies", until="2023-03-14") == [row]


def test_being_represented_is_not_being_present(dump: Path) -> None:
    rows = {row[2]: row[3:10] for row in ask(dump, "attendance-by-member")}
    assert rows["Colette VANNIER"] == (1, 0, 1, 0, 0, 0, Decimal(0))
    assert rows["Aline ROUVIER"] == (1, 1, 0, 0, 0, 0, Decimal(100))
    assert rows["Denis ROUVIER"] == (1, 0, 0, 1, 0, 0, Decimal(0))


def test_findings_say_why_and_remarks_are_left_out(dump: Path) -> None:
    (row,) = ask(dump, "failing-arithmetic")
    assert row[3:7] == (
        "count.voting",
        "warning",
        "14 voix pour 12 présents et 1 pouvoir",
        "14 voices for 12 present and 1 proxy",
    )
    assert ask(dump, "failing-arithmetic", code="attendance") == []


def test_a_session_is_balanced_against_its_lists(dump: Path) -> None:
    assert ask(dump, "session-balance")[0][2:10] == (20, 12, 1, 14, 2, 1, 0, 0)


def test_a_citation_without_a_known_act_is_kept(dump: Path) -> None:
    assert [row[3:5] for row in ask(dump, "decision-chains")] == [
        ("2023-07", "Soutien à la vie associative"),
        ("D-12", None),
    ]


def test_a_vote_without_voices_is_contested_when_it_rejects(dump: Path) -> None:
    assert [row[4:8] for row in ask(dump, "contested-votes")] == [("adopted", 11, 2, 0), ("rejected", None, None, None)]


def test_a_date_shows_what_was_decided_and_what_was_not_yet_known(dump: Path) -> None:
    (row,) = ask(dump, "decided-as-of", on_date="2023-03-19")
    assert (row[2], row[5], row[6]) == ("2023-07", "2023-03-20", False)
    assert [row[6] for row in ask(dump, "decided-as-of", on_date="2023-03-20")] == [True]
    assert ask(dump, "decided-as-of", on_date="2023-03-13") == []
    assert [row[2] for row in ask(dump, "decided-as-of", on_date="2030-01-01", body="brévent")] == ["12"]


def test_proxies_are_counted_by_member_and_year(dump: Path) -> None:
    rows = {row[2]: row[3:9] for row in ask(dump, "attendance-by-year")}
    assert rows["Colette VANNIER"] == (2023, 1, 0, Decimal(0), 1, 0)
    assert rows['Basile "Baz" TOUREL'] == (2023, 1, 1, Decimal(100), 0, 1)
    assert ask(dump, "attendance-by-year", since="2023-03-15", name="vannier") == []


def test_the_history_of_a_project_is_found_by_its_words(dump: Path) -> None:
    (row,) = ask(dump, "chains-of-project", search="festival")
    assert (row[2], row[5], row[7]) == ("D-41", "2023-07", True)
    assert ask(dump, "chains-of-project", search="associative") == []


def test_laws_are_no_deliberations(dump: Path) -> None:
    assert [row[:3] for row in ask(dump, "laws-cited")] == [("https://w3id.org/registre/ns#law-cgct", 1, 1)]


def test_numbers_between_the_first_and_the_last_are_said_to_lack(tmp_path: Path) -> None:
    act = (
        "<https://data.example.org/act/x/{0}> a reg:Deliberation ; eli:id_local {1!r} ; eli:passed_by <https://x/b> ; "
        "eli:date_document '2024-01-0{0}'^^xsd:date ."
    )
    text = (
        "PREFIX reg: <https://w3id.org/registre/ns#> PREFIX eli: <http://data.europa.eu/eli/ontology#> "
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
        "<https://x/b> skos:prefLabel 'Brévent' . "
    )
    numbers = ("A-007", "A-010", "A-011", "B9", "12bis")
    many = tmp_path / "numbers.nq"
    triples = pyoxigraph.parse(
        text + " ".join(act.format(place, number) for place, number in enumerate(numbers, 1)),
        format=pyoxigraph.RdfFormat.TURTLE,
    )
    pyoxigraph.serialize(triples, str(many), format=pyoxigraph.RdfFormat.N_QUADS)
    assert [row[2:7] for row in ask(many, "numbering-gaps")] == [("A-", 7, 11, 3, 2), ("B", 9, 9, 1, 0)]
