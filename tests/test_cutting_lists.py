"""Lists of titles alone: one an item, whatever marks the items."""

from registre.extraction.acts import cut_acts
from registre.reading import Text
from registre.records import DocumentKind

HEAD = "Liste des délibérations votées\n\nLe 3 MAI 2024\n\n"
LONG = "Avis sur la longue enquête publique qui porte sur le pavage de la rue\ndu Four et de ses abords"
TITLES = ["Vente du four communal", LONG.replace("\n", " "), "Coupe de bois"]


def _titles(words: str) -> list[str]:
    text = Text(words)
    return [part.title.value for part in cut_acts(text.flow, text.folded, DocumentKind.list, 0) if part.title]


def test_bullets_of_a_symbol_font_on_their_own_lines() -> None:
    items = "".join(f"\uf0d7\n{words}\n" for words in ("Vente du four communal", LONG, "Coupe de bois"))
    assert _titles(HEAD + items) == TITLES


def test_bullets_before_their_titles() -> None:
    items = "".join(f"- {words}\n" for words in ("Vente du four communal", LONG, "Coupe de bois"))
    assert _titles(HEAD + items + "\nAffichée le 6 mai 2024") == TITLES


def test_a_full_line_goes_on_in_small_letters() -> None:
    items = "".join(f"{words}\n" for words in ("Vente du four communal", LONG, "Coupe de bois"))
    assert _titles(HEAD + items + "Affichée le 6 mai 2024") == TITLES


def test_blank_lines_between_titles() -> None:
    items = "\n\n".join(("Vente du four communal", LONG, "Coupe de bois"))
    assert _titles(HEAD + items) == TITLES
