"""Two territories and the organisations that the bodies of both give to: a page a pair, up to a limit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Final

from registre.csvfile import safe_text, to_csv
from registre.linking.identities import Organisation, OrganisationId
from registre.publication.site.beside import plain
from registre.publication.site.hubs import Hubs, TerritoryId, grants
from registre.publication.site.pictures.pairs import PairBars
from registre.publication.site.rendering import Page
from registre.publication.site.rows import MoneyRow

MOST: Final = 300
"""Pairs that have a page: those that share most organisations."""
WIDEST: Final = 40
"""Territories in which an organisation may be known: one that half a region pays says nothing about two of them."""

Pair = tuple[TerritoryId, TerritoryId]


@dataclass(frozen=True, slots=True)
class SharedLine:
    """One organisation and what each territory grants to it; a sum is None where no amount is published."""

    organisation: Organisation
    path: str
    first_eur: Decimal | None
    second_eur: Decimal | None
    first_count: int
    second_count: int


@dataclass(slots=True)
class _Paid:
    """The grants of one territory to one organisation; the sum is None where no amount is published."""

    count: int = 0
    amount_eur: Decimal | None = None
    last: date = date.min

    def add(self, row: MoneyRow) -> None:
        self.count += 1
        self.last = max(self.last, row.act.day)
        if row.line.amount_eur is not None:
            known = self.amount_eur if self.amount_eur is not None else Decimal(0)
            self.amount_eur = known + row.line.amount_eur


class Comparisons:
    """The pairs of territories that share beneficiaries of grants, largest first."""

    def __init__(self, hubs: Hubs) -> None:
        self._hubs = hubs
        self._paid: defaultdict[OrganisationId, defaultdict[TerritoryId, _Paid]] = defaultdict(
            lambda: defaultdict(_Paid)
        )
        for row in grants(hubs.rows.money):
            territory = hubs.territory_of(row.act.body)
            if territory is not None and row.line.organisation in hubs.organisations:
                assert row.line.organisation is not None
                self._paid[row.line.organisation][territory].add(row)
        shared: defaultdict[Pair, list[OrganisationId]] = defaultdict(list)
        for organisation, known in self._paid.items():
            if 1 < len(known) <= WIDEST:
                for one, other in combinations(sorted(known), 2):
                    if not self._nested(one, other):
                        shared[one, other].append(organisation)
        ranked = sorted(shared.items(), key=lambda item: (-len(item[1]), item[0]))
        self.pairs: dict[Pair, list[OrganisationId]] = dict(ranked[:MOST])
        self.left_out = max(len(ranked) - MOST, 0)

    def _nested(self, one: TerritoryId, other: TerritoryId) -> bool:
        around = ([(above.kind, above.code) for above in self._hubs.around(key)] for key in (one, other))
        return any(inner in above for inner, above in zip((other, one), around, strict=True))

    def of(self, territory: TerritoryId) -> list[tuple[str, str, int]]:
        """(name of the other territory, page, organisations shared) of each pair with this territory."""
        found = []
        for pair, shared in self.pairs.items():
            if territory in pair:
                other = pair[1] if pair[0] == territory else pair[0]
                found.append((self._hubs.territories[other].name, comparison_path(pair), len(shared)))
        return found

    def pages(self) -> Iterator[Page]:
        """One page a pair."""
        for pair, shared in self.pairs.items():
            yield self._page(pair, shared)

    def _page(self, pair: Pair, shared: list[OrganisationId]) -> Page:
        hubs = self._hubs
        lines = sorted((self._line(pair, key) for key in shared), key=_by_size)
        territories = [(hubs.territories[key], hubs.places.territory(hubs.territories[key])) for key in pair]
        names = [one.name for one, _ in territories]
        bars = [(line.organisation.name, line.first_eur, line.second_eur) for line in lines]
        values: dict[str, object] = {
            "territories": territories,
            "lines": lines,
            "bars": PairBars("pairs", names[0], names[1], bars),
            "most": MOST,
            "left_out": self.left_out,
        }
        days = [self._paid[key][territory].last for key in shared for territory in pair]
        tables = {"": _csv(hubs, names, lines)}
        return Page(comparison_path(pair), "comparison.html", values, tables=tables, day=max(days, default=None))

    def _line(self, pair: Pair, key: OrganisationId) -> SharedLine:
        organisation = self._hubs.organisations[key]
        first, second = (self._paid[key][territory] for territory in pair)
        path = self._hubs.places.organisation(organisation)
        return SharedLine(organisation, path, first.amount_eur, second.amount_eur, first.count, second.count)


def comparison_path(pair: Pair) -> str:
    (kind, code), (other_kind, other_code) = pair
    return f"comparison/{kind}-{code}/{other_kind}-{other_code}"


def _by_size(line: SharedLine) -> tuple[Decimal, str]:
    return -((line.first_eur or Decimal(0)) + (line.second_eur or Decimal(0))), line.organisation.name


def _csv(hubs: Hubs, names: list[str], lines: list[SharedLine]) -> bytes:
    columns = (
        "organisation",
        "territory_1",
        "grants_1",
        "amount_eur_1",
        "territory_2",
        "grants_2",
        "amount_eur_2",
        "address",
    )
    rows = (
        {
            "organisation": safe_text(line.organisation.name),
            "territory_1": safe_text(names[0]),
            "grants_1": str(line.first_count),
            "amount_eur_1": plain(line.first_eur),
            "territory_2": safe_text(names[1]),
            "grants_2": str(line.second_count),
            "amount_eur_2": plain(line.second_eur),
            "address": hubs.places.iri(line.path),
        }
        for line in lines
    )
    return to_csv(columns, rows)
