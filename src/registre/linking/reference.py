"""The bodies and territories that everybody knows: communes, EPCI, départements, régions.

Source: `linking/reference/*.tsv`, made by scripts/make_reference.py (vintage and licence in the
README beside them). Lines are split only when somebody asks for them: opening costs some 30 ms.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from registre.errors import BadConfiguration
from registre.linking.identities import Territory
from registre.linking.names import body_name, fold

FOLDER = Path(__file__).parent / "reference"
FILES = ("regions", "departements", "epci", "communes", "hand")
LIAISONS = {"1": "d'", "2": "du ", "3": "de la ", "4": "des ", "5": "de l'", "6": "des "}
"""INSEE's TNCC: what joins « commune » or « département » to a name; anything else is « de »."""
ARTICLES = {"2": "le ", "4": "les ", "6": "aux "}
"""The article that « du » and « des » swallow: Le Havre → commune du Havre."""
GROUPS = frozenset({"cc", "ca", "cu", "metropole", "ept"})


@dataclass(frozen=True, slots=True)
class KnownBody:
    """One line of the reference; "" stands for what it does not say. `code` is the COG code or the SIREN."""

    key: str
    siren: str
    name: str
    kind: str
    liaison: str = ""
    code: str = ""
    departement: str = ""
    region: str = ""
    epci: str = ""
    population: str = ""
    """Municipal population of a commune."""
    siret: str = ""
    """Of the head office; only a publisher gives it (`registre export --sirets`)."""

    @property
    def full_name(self) -> str:
        """ "Commune du Havre", "Département de l'Ain", "Région Bretagne"; a group's own name."""
        if self.kind == "region":
            return f"Région {self.name}"
        if self.kind not in {"commune", "departement"}:
            return self.name
        article = ARTICLES.get(self.liaison, "")
        swallowed = bool(article) and self.name.lower().startswith(article)
        bare = self.name[len(article) :] if swallowed else self.name
        liaison = LIAISONS.get(self.liaison, "de ")
        if self.kind == "commune" and self.liaison in {"3", "5"}:
            liaison = "de "  # the name keeps its own article: commune de La Rochelle
        return f"{'Commune' if self.kind == 'commune' else 'Département'} {liaison}{bare}"

    @property
    def territory(self) -> tuple[str, str] | None:
        """(kind, code) of the land it governs; a syndicate is placed in the département of its seat."""
        if self.kind in {"commune", "departement", "region"}:
            return (self.kind, self.code) if self.code else None
        if self.kind in GROUPS and self.siren:
            return ("epci", self.siren)
        return ("departement", self.departement) if self.departement else None


class Reference:
    """Known bodies by SIREN, by name and by code. Nothing here guesses: two candidates give None."""

    def __init__(
        self,
        lines: Iterable[str],
        more: Iterable[KnownBody] = (),
        populations: Mapping[str, int] | None = None,
        members: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._lines = tuple(lines)
        self._more = tuple(more)
        self._populations = populations or {}
        self._members = members or {}

    def with_bodies(self, more: Iterable[KnownBody]) -> Reference:
        """The same reference with more bodies."""
        return Reference(self._lines, (*self._more, *more), self._populations, self._members)

    def completed(
        self,
        bodies: Iterable[KnownBody],
        populations: Mapping[str, int],
        members: Mapping[str, tuple[str, ...]],
    ) -> Reference:
        """The same reference with the bodies of a register that it lacks, newer populations by commune, and members.

        `members`: SIREN of a body → those of the groups that it is a member of.
        """
        new = (one for one in bodies if not (self._knows_siren(one.siren) or self._knows_code(one)))
        people, groups = {**self._populations, **populations}, {**self._members, **members}
        return Reference(self._lines, (*self._more, *new), people, groups)

    @property
    def lines(self) -> Sequence[str]:
        """All bodies; `Reference(lines)` knows the same ones, without populations and members of a register."""
        return self._every

    def groups_of(self, siren: str) -> tuple[str, ...]:
        """The SIRENs of the groups that a body is a member of, as a register says; none when nobody says."""
        return self._members.get(siren, ())

    def _knows_siren(self, siren: str) -> bool:
        return bool(siren) and siren in self._of_siren

    def _knows_code(self, body: KnownBody) -> bool:
        return bool(body.code) and (body.kind, body.code) in self._of_code

    def population(self, kind: str, code: str) -> int | None:
        """The municipal population of a commune; None when nobody says."""
        if kind != "commune":
            return None
        if code in self._populations:
            return self._populations[code]
        known = self.by_code(kind, code)
        return int(known.population) if known is not None and known.population.isdigit() else None

    def by_siren(self, siren: str) -> KnownBody | None:
        line = self._of_siren.get(siren)
        return _parse(line) if line is not None else None

    def by_code(self, kind: str, code: str) -> KnownBody | None:
        """The body that governs a territory: ("commune", "42218"), ("epci", SIREN), ("departement", "42")."""
        if kind == "epci":
            return self.by_siren(code)
        line = self._of_code.get((kind, code))
        return _parse(line) if line is not None else None

    def find(self, name: str, kinds: Collection[str] | None = None, departement: str | None = None) -> KnownBody | None:
        """The one known body of that name, or None when nobody or several bear it.

        `kinds` are the kinds that the organ allows ("Conseil municipal": a commune); a kind that the
        name itself states is added to them. `departement` decides between homonyms.
        """
        stated, key = body_name(name)
        found = [_parse(line) for line in self._of_key.get(key, ())]
        allowed = None if kinds is None else set(kinds)
        if stated is not None and (allowed is None or stated in allowed or not allowed & _like(stated)):
            allowed = _like(stated)
        found = [one for one in found if allowed is None or one.kind in allowed]
        if departement is not None:
            found = [one for one in found if not one.departement or one.departement == departement]
        if len(found) > 1:
            found = [one for one in found if fold(one.name) == fold(name) or fold(one.full_name) == fold(name)]
        return found[0] if len(found) == 1 else None

    def homonyms(self, name: str, kind: str) -> int:
        """How many known bodies of that kind bear that name."""
        return sum(_parse(line).kind == kind for line in self._of_key.get(body_name(name)[1], ()))

    def departements_of_town(self, name: str) -> frozenset[str]:
        """The départements that have a commune of that name, in the words of `body_name`."""
        lines = self._of_key.get(name, ())
        return frozenset(one.departement for one in map(_parse, lines) if one.kind == "commune")

    def departement(self, name: str) -> str | None:
        """The code of the département of that name: "Loire" → "42"."""
        found = self.find(name, {"departement"})
        return found.code if found is not None else None

    def departements_of(self, regions: Collection[str]) -> frozenset[str]:
        """The codes of the départements of these régions."""
        if not regions:
            return frozenset()
        rows = (_parse(line) for (kind, _), line in self._of_code.items() if kind == "departement")
        return frozenset(one.code for one in rows if one.region in regions)

    def territories(self, body: KnownBody) -> tuple[Territory, ...]:
        """Where a body is, from its own land up to its région: commune, EPCI, département, région."""
        chain = [place for place in (body.territory, *self._above(body)) if place is not None]
        unique = list(dict.fromkeys(chain))
        parents: list[tuple[str, str] | None] = [*unique[1:], None]
        return tuple(
            Territory(kind, code, self._place_name(kind, code, body), parent, self.population(kind, code))
            for (kind, code), parent in zip(unique, parents, strict=True)
        )

    def _above(self, body: KnownBody) -> Iterable[tuple[str, str] | None]:
        departement = self.by_code("departement", body.departement)
        region = body.region or (departement.region if departement is not None else "")
        group = self._group(body)
        yield ("epci", group) if group else None
        yield ("departement", body.departement) if departement is not None else None
        yield ("region", region) if self.by_code("region", region) is not None else None

    def _group(self, body: KnownBody) -> str:
        """The EPCI that a commune lies in: the only one whose member a register says it to be, else the line's own."""
        groups = [one for one in self.groups_of(body.siren) if (known := self.by_siren(one)) and known.kind in GROUPS]
        return groups[0] if body.kind == "commune" and len(groups) == 1 else body.epci

    def _place_name(self, kind: str, code: str, body: KnownBody) -> str:
        own = (kind, code) in {(body.kind, body.code), ("epci", body.siren)}
        known = body if own else self.by_code(kind, code)
        return known.name if known is not None else code

    @cached_property
    def _every(self) -> list[str]:
        return [*self._lines, *("\t".join(_row(one)) for one in self._more)]

    @cached_property
    def _of_siren(self) -> dict[str, str]:
        return {siren: line for line in self._every if (siren := line.split("\t", 2)[1])}

    @cached_property
    def _of_key(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for line in self._every:
            found[line.split("\t", 1)[0]].append(line)
        return found

    @cached_property
    def _of_code(self) -> dict[tuple[str, str], str]:
        parts = ((line.split("\t", 6), line) for line in self._every)
        return {(part[3], part[5]): line for part, line in parts if part[5]}


def _like(kind: str) -> set[str]:
    """A métropole may be named by an older form of its group, an agglomeration call itself a métropole."""
    return {"metropole", "cu", "ca"} if kind in {"metropole", "cu", "ca"} else {kind}


def _row(body: KnownBody) -> tuple[str, ...]:
    return tuple(str(getattr(body, field.name)) for field in fields(KnownBody))


def _parse(line: str) -> KnownBody:
    return KnownBody(*line.split("\t"))


@cache
def _bundled() -> tuple[str, ...]:
    """Lines of the bundled files; a line of hand.tsv replaces the line of the same kind and code."""
    lines = {name: (FOLDER / f"{name}.tsv").read_text("utf-8").split("\n")[1:-1] for name in FILES}
    hand = {(part[3], part[5]) for part in (line.split("\t") for line in lines["hand"]) if part[5]}
    for name in ("regions", "departements"):
        lines[name] = [line for line in lines[name] if tuple(line.split("\t")[3:6:2]) not in hand]
    return tuple(line for name in FILES for line in lines[name])


def read_reference(more: Path | None = None) -> Reference:
    """The bundled reference data and, when given, the bodies and territories of a `reference.toml`.

    Raises `BadConfiguration` when that file is not what docs/linking.md says.
    """
    return Reference(_bundled(), read_bodies(more) if more is not None else ())


def read_bodies(path: Path) -> tuple[KnownBody, ...]:
    """The bodies of a `reference.toml`: tables [[region]], [[departement]] and [[body]]."""
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise BadConfiguration(f"{path}: cannot be read ({fault}). Write it as TOML, in UTF-8.") from fault
    if unknown := sorted(set(tables) - {"region", "departement", "body"}):
        raise BadConfiguration(f"{path}: unknown table « {unknown[0]} ». Known: region, departement, body.")
    return tuple(_read_body(path, name, row) for name, rows in tables.items() for row in rows)


def _read_body(path: Path, table: str, row: dict[str, Any]) -> KnownBody:
    values = dict(row)
    if table != "body":
        values["kind"] = table
        values.setdefault(table, values.get("code", ""))
    allowed = {field.name for field in fields(KnownBody)} - {"key"}
    wrong = sorted(key for key, value in values.items() if key not in allowed or not isinstance(value, str))
    if wrong or not {"name", "kind"} <= set(values):
        raise BadConfiguration(f"{path}: [[{table}]] wants name, kind and known texts; see « {', '.join(wrong)} ».")
    return KnownBody(key=body_name(values["name"])[1], siren=values.pop("siren", ""), **values)
