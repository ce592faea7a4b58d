"""Ranks that go up by one are headings; the ranks below the name of a theme are too."""

from registre.extraction.cutting.ranks import ranked_runs, with_subranks
from registre.extraction.matching import find
from registre.extraction.rules.headings import ORDINAL
from registre.reading import Text


def _ranks(words: str) -> list[str]:
    text = Text(words)
    run = ranked_runs(list(find(ORDINAL, text.flow, text.folded)))[-1]
    return [str(one.value) for one in with_subranks(text.flow, text.folded, run)]


def test_the_agenda_is_one_run_and_the_acts_are_another() -> None:
    text = Text("1. Tarifs 2. Halle 3. Four. Séance ouverte. 1. Tarifs Adopté. 2. Halle Adopté. 3. Four Adopté.")
    runs = ranked_runs(list(find(ORDINAL, text.flow, text.folded)))
    assert [[one.value.rank for one in run] for run in runs] == [[1, 2, 3], [1, 2, 3]]


def test_ranks_below_a_theme_are_headings_of_their_own() -> None:
    assert _ranks("1. Tarifs Adopté. 2. Finances 2.1 Budget Adopté. 2.2 Emprunt Adopté. 3. Halle Adopté.") == [
        "1", "2", "2.1", "2.2", "3",
    ]  # fmt: skip


def test_ranks_far_below_the_heading_are_parts_of_its_act() -> None:
    body = "Le règlement est lu et chacun en reçoit copie, puis il est débattu. " * 5
    assert _ranks(f"1. Tarifs Adopté. 2. Règlement {body} 2.1 Horaires 2.2 Tenue Adopté. 3. Halle Adopté.") == [
        "1", "2", "3",
    ]  # fmt: skip


def test_ranks_below_a_theme_begin_at_one() -> None:
    assert _ranks("1. Tarifs Adopté. 2. Finances 2.3 Budget Adopté. 2.7 Emprunt. 3. Halle Adopté.") == ["1", "2", "3"]
