"""Evidence: from any statement to its words, at their place, and never to a thing that is not stated."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import builders as make
from registre import __version__
from registre.graph.draft import Draft
from registre.graph.evidence import CONTEXT
from registre.graph.iris import Minter
from registre.graph.mapping import sitting_pages
from registre.graph.pages import PageGraph
from registre.graph.vocabulary import Oa, Prov, Rdf, Reg
from registre.records import Record, facts_of
from test_mapping import BASE, short

MINT = Minter(BASE)


def pages(*records: Record) -> list[PageGraph]:
    return list(sitting_pages(make.sitting(*records), MINT))


def described(page: PageGraph) -> dict[str, dict[str, list[str]]]:
    """Values of each property of each evidence node."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in page.evidence:
        found[subject][predicate].append(value)
    return found


def test_each_evidence_quotes_the_words_that_stand_at_its_position() -> None:
    quoted = 0
    for page in pages():
        nodes = described(page)
        for node in [name for name, about in nodes.items() if Reg.Evidence in about[Rdf.type]]:
            (target,) = nodes[node][Oa.hasTarget]
            quote, position = (f"{node[:-1]}-{part}>" for part in ("quote", "position"))
            assert set(nodes[target][Oa.hasSelector]) == {quote, position}
            (start,), (end,) = nodes[position][Oa.start], nodes[position][Oa.end]
            a, b = (int(term.split('"')[1]) for term in (start, end))
            assert _plain(nodes[quote][Oa.exact]) == make.TEXT[a:b]
            assert _plain(nodes[quote][Oa.prefix]) == make.TEXT[max(0, a - CONTEXT) : a]
            assert _plain(nodes[quote][Oa.suffix]) == make.TEXT[b : b + CONTEXT]
            quoted += 1
    assert quoted > 30


def _plain(terms: list[str]) -> str:
    return "".join(terms)[1:-1].replace("\\n", "\n").replace('\\"', '"') if terms else ""


def test_every_fact_that_is_published_has_its_evidence_and_so_has_what_completes_it() -> None:
    record = make.record()
    places = set()
    for page in pages():
        nodes = described(page)
        for node, about in nodes.items():
            if Oa.TextPositionSelector in about[Rdf.type]:
                places.add(tuple(int(nodes[node][key][0].split('"')[1]) for key in (Oa.start, Oa.end)))
    unknown = {"Personne Inconnue", "Nul ne sait"}  # names that stand for nobody: nothing is stated of them
    expected = {
        (evidence.start, evidence.end)
        for fact in facts_of((record.session, record.acts))
        if getattr(fact.value, "name", None) not in unknown
        for evidence in (fact.evidence, *fact.also)
    }
    assert expected - places == set()


def test_evidence_states_only_things_that_stand_on_its_page() -> None:
    for page in pages():
        stated = {subject for subject, _, _ in page.triples}
        bodies = {value for _, predicate, value in page.evidence if predicate == Oa.hasBody}
        assert bodies <= stated


def test_the_property_named_is_one_that_the_thing_has() -> None:
    for page in pages():
        properties = {(subject, predicate) for subject, predicate, _ in page.triples}
        for about in described(page).values():
            for thing in about[Oa.hasBody]:
                assert all((thing, stated) in properties for stated in about[Reg.statesProperty])


def test_evidence_names_the_rule_and_the_version_that_read_it() -> None:
    page = pages()[1]
    agents = {short(value) for _, predicate, value in page.evidence if predicate == Prov.wasAttributedTo}
    rules = {short(value) for _, predicate, value in page.evidence if predicate == Reg.rule}
    assert agents == {f"software/registre-{__version__}"}
    assert rules == {"rule/test.words"}


def test_facts_and_evidence_never_mix() -> None:
    for page in pages():
        assert not any("#evidence-" in subject for subject, _, _ in page.triples)
        assert all("#evidence-" in subject for subject, _, _ in page.evidence)


def test_the_quote_is_that_of_the_published_text_even_if_a_raw_value_says_more() -> None:
    record = make.record()
    hidden = record.text.replace("Marc LESTANG", "████████████")
    masked = pages(replace(record, text=hidden))
    everything = "".join(term for page in masked for triple in page.evidence for term in triple)
    assert "LESTANG" not in everything


def test_counts_of_a_later_document_have_their_evidence_at_the_vote() -> None:
    later = make.with_counts(make.record("valbrume/z.txt"), present=4)
    (act,) = later.acts
    assert act.number is not None
    later = replace(later, acts=(replace(act, number=replace(act.number, value="2024-018")),))
    found = {
        short(about[Oa.hasBody][0])
        for page in pages(make.record(), later)
        for about in described(page).values()
        if Reg.presentCount in about[Reg.statesProperty]
    }
    assert found == {"session/219900016/conseil-municipal/2024-03-11", "act/219900016/2024-03-11/2024-018#vote"}


def test_two_pieces_of_evidence_of_a_page_never_share_an_address() -> None:
    draft = Draft(MINT, f"{BASE}act/a/2024-01-01/1", "act")
    keys = range(120_000)  # enough for two digests of eight digits to meet
    addresses = [draft.digest_part("evidence", key) for key in keys]
    assert len(set(addresses)) == len(keys)
    assert draft.digest_part("evidence", 7) == addresses[7]
