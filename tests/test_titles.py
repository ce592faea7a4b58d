"""Where a title ends."""

import pytest

from registre.extraction.cutting.part import title_of
from registre.extraction.titles import title_end
from registre.reading import Text


def _title(words: str) -> str | None:
    text = Text(words)
    found = title_of(text.flow, 0, title_end(text.flow, text.folded, 0, len(text.flow)), "test")
    return found.value if found else None


@pytest.mark.parametrize(
    "after",
    [
        "En application de l'article 12, il est accordé une remise.",
        "Les présentes délibérations peuvent faire l'objet d'un recours.",
        "Monsieur le Maire rappelle que le four est vieux.",
        "Sur proposition du bureau, considérant le four,",
        "Le trente novembre deux mille quinze à 20h30, le Conseil municipal s'est réuni.",
        "Convocation du 09 mars 2019",
        "Le jury s'est réuni pour départager les candidats.",
        "Le compte de gestion 2023 fait apparaître un excédent.",
        "Vu le code forestier,",
    ],
)
def test_a_title_ends_where_the_body_begins_to_speak(after: str) -> None:
    assert _title(f"Vente du four communal {after}") == "Vente du four communal"


def test_raised_letters_set_apart_end_no_title() -> None:
    assert _title("Élection du 3\n\nème\nadjoint\n\nPour remplacer Ida, on vote.") == "Élection du 3ème adjoint"


def test_a_blank_line_ends_a_title() -> None:
    assert _title("Vente du four\n\nCoupe de bois") == "Vente du four"
