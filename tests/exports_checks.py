"""The custom checks that the SCDL schemas name, written from their description: each gives the faults of a table.

A cell is a text; "" is an empty cell. Rows are dictionaries, as `csv.DictReader` reads them.
"""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

Row = Mapping[str, str]
Params = Mapping[str, Any]

MATTERS = (
    *("commande publique", "urbanisme", "domaine et patrimoine", "fonction publique", "institutions et vie politique"),
    *("libertes publiques et pouvoirs de police", "finances locales", "domaines de competences par themes"),
    "autres domaines de competences",
)
OPERATORS = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt, "==": operator.eq}


def faults(rows: Iterable[Row], checks: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Every fault of every row, with the name of the check. A check that is not known is a fault of this file."""
    listed = list(checks)
    for number, row in enumerate(rows, 1):
        for check in listed:
            if not CHECKS[check["name"]](row, check["params"]):
                yield f"row {number}: {check['name']} {check['params']}"


def luhn(digits: str) -> bool:
    """Every second digit from the right counts double, its own digits added."""
    total = 0
    for rank, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + rank % 2)
        total += value // 10 + value % 10
    return total % 10 == 0


def _siret(row: Row, params: Params) -> bool:
    cell = row[params["column"]]
    return not cell or (re.fullmatch(r"\d{14}", cell) is not None and luhn(cell))


def _years(row: Row, params: Params) -> bool:
    cell = row[params["column"]]
    if not cell or (params["allow-year-only"] == "yes" and re.fullmatch(r"\d{4}", cell)):
        return True
    found = re.fullmatch(r"(\d{4})/(\d{4})", cell)
    return found is not None and found[1] < found[2]


def _cohesive(row: Row, params: Params) -> bool:
    cells = [row[name] for name in (params["column"], *params["othercolumns"])]
    return all(cells) or not any(cells)


def _compared(row: Row, params: Params) -> bool:
    one, other = row[params["column"]], row[params["column2"]]
    if not one or not other:
        return True
    pair: tuple[Any, Any] = (one, other) if "-" in one else (float(one), float(other))
    return bool(OPERATORS[params["op"]](*pair))


def _sum(row: Row, params: Params) -> bool:
    cells = [row[name] for name in params["columns"]]
    if not row[params["column"]] or not all(cells):
        return True
    return int(row[params["column"]]) == sum(map(int, cells))


def _matter(row: Row, params: Params) -> bool:
    cell = row[params["column"]]
    first, slash, second = cell.partition("/")
    folded = "".join(one for one in unicodedata.normalize("NFD", first.lower()) if unicodedata.category(one) != "Mn")
    return bool(slash) and bool(second) and folded in MATTERS and second == second.strip()


def _one_of(row: Row, params: Params) -> bool:
    return bool(row[params["column1"]] or row[params["column2"]])


CHECKS: Mapping[str, Callable[[Row, Params], bool]] = {
    "french-siret-value": _siret,
    "year-interval-value": _years,
    "cohesive-columns-value": _cohesive,
    "compare-columns-value": _compared,
    "sum-columns-value": _sum,
    "nomenclature-actes-value": _matter,
    "one-of-required": _one_of,
}
