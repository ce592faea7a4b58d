"""Several extracts in one file are as many acts."""

from registre.extraction.cutting.bundles import cut_pages
from registre.reading import Text

_PAGE = """COMMUNE D'ORME-LES-LILAS
EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS
Séance du 3 mars 2024
{number}
Objet : {title}

Après en avoir délibéré, le conseil municipal décide, à l'unanimité, de l'approuver.

Pour extrait certifié conforme au registre,
La Maire, Ida LILAS

"""


def _cut(*pages: tuple[str, str]) -> list[str]:
    flow = Text("".join(_PAGE.format(number=number, title=title) for number, title in pages))
    formulas = [one for one in range(len(flow.folded)) if flow.folded.startswith("a l'unanimite", one)]
    cut = cut_pages(flow.flow, flow.folded, formulas)
    return [part.number.value for part in cut.parts if part.number] if cut else []


def test_each_number_is_an_act_however_it_is_introduced() -> None:
    pages = (("Délibération n° 2024-011", "Tarifs"), ("N°2024-012", "Voirie"), ("Numéro : 2024-013", "École"))
    assert _cut(*pages) == ["2024-011", "2024-012", "2024-013"]


def test_a_page_under_the_same_number_goes_on_with_its_act() -> None:
    assert _cut(("N° 2024-011", "Tarifs"), ("N° 2024-011", "Tarifs"), ("N° 2024-012", "Voirie")) == [
        "2024-011",
        "2024-012",
    ]


def test_one_extract_is_no_bundle() -> None:
    assert _cut(("N° 2024-011", "Tarifs")) == []


def test_the_certificate_at_the_foot_opens_no_page() -> None:
    assert _cut(("N° 2024-011", "Tarifs"), ("", "Suite")) == []
