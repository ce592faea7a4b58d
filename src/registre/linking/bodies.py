"""Which public body a document speaks of: by SIREN, else by name, else a slug until somebody knows more.

A body may be written with its SIREN in one document (in the télétransmission id) and without in the
next: what the first teaches serves the second, so sightings are gathered first and settled at the end.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from registre.linking.identities import Body, Territory
from registre.linking.names import accents, body_name
from registre.linking.organs import body_kinds
from registre.linking.reference import KnownBody, Reference
from registre.linking.sittings import slug_of
from registre.records import Record, Session

DEPARTEMENT = re.compile(
    r"d[ée]partement\s+(?:de\s+l['’]|de\s+la\s|des\s|du\s|de\s|d['’])\s*"
    r"(?P<name>[A-Za-zÀ-ÿ'’-]+(?:[ -][A-Za-zÀ-ÿ'’-]+){0,3})",
    re.IGNORECASE,
)
POSTCODE = re.compile(r"\d(?<!\w\d)\d{4}\s+(?P<name>[A-ZÀ-Ý][\w'’-]+(?:[ -][\w'’-]+){0,5})")
"""Five digits before a name. That the first begins a word is asked after it was found: a third of the time."""
HEAD_CHARACTERS = 3000
_CORSICA = "20"
"""Postcodes that begin so are of two départements, 2A and 2B."""


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """How one document names its body: enough to find it, and the same for all documents alike."""

    siren: str
    kinds: tuple[str, ...]
    """The kind that its name states, else those that its organ allows; none when neither tells."""
    key: str
    departement: str

    @property
    def kind(self) -> str:
        return self.kinds[0] if len(self.kinds) == 1 else ""

    def may_be(self, other: Sighting) -> bool:
        same_kind = not self.kinds or not other.kinds or bool(set(self.kinds) & set(other.kinds))
        return self.key == other.key and same_kind


@dataclass(frozen=True, slots=True)
class SettledBody:
    body: Body
    territories: tuple[Territory, ...]
    """From its own land up to its région; none while nobody knows where it is."""


class BodySightings:
    """The bodies seen so far, and under which spellings."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._spellings: defaultdict[Sighting, Counter[str]] = defaultdict(Counter)

    def see(self, record: Record) -> Sighting | None:
        """What the record says of its body, remembered; None when it says nothing."""
        sighting = self.sighting(record)
        name, _ = _named(record.session) if record.session is not None else (None, None)
        if sighting is not None and name is not None:
            self._spellings[sighting][name] += 1
        elif sighting is not None:
            self._spellings[sighting].update(())
        return sighting

    def sighting(self, record: Record) -> Sighting | None:
        session = record.session
        name, siren = _named(session) if session is not None else (None, None)
        if session is None or (name is None and siren is None):
            return None
        organ = session.organ.value if session.organ is not None else None
        stated, key = body_name(name) if name is not None else (None, "")
        departement = "" if siren else self._departement(record) or _postcode(record.text, key)
        kinds = (stated,) if stated is not None else tuple(sorted(body_kinds(organ) or ()))
        return Sighting(siren or "", kinds, key, departement)

    def settle(self) -> Mapping[Sighting, SettledBody]:
        """Each sighting and the body it stands for."""
        taught = self._taught()
        found = {one: self._settle(one, taught) for one in sorted(self._spellings)}
        names = self._names(found)
        return {one: self._complete(settled, names) for one, settled in found.items()}

    def former_keys(self, settled: Mapping[Sighting, SettledBody]) -> dict[str, str]:
        """Keys that bodies had, or would have had, while nobody knew their SIREN → their own.

        Not those that two bodies may have had, nor those that one has.
        """
        called: defaultdict[str, set[str]] = defaultdict(set)
        for one, found in settled.items():
            for slug in (self._slug(one), slug_of(f"{found.body.kind} {one.key}")) if one.key else ():
                called[slug].add(found.body.key)
        own = {found.body.key for found in settled.values()}
        return {slug: next(iter(keys)) for slug, keys in sorted(called.items()) if len(keys) == 1 and slug not in own}

    def _departement(self, record: Record) -> str:
        for found in DEPARTEMENT.finditer(record.text[:HEAD_CHARACTERS]):
            words = re.split(r"(?<=[^\s-])\s", found["name"])
            for count in range(len(words), 0, -1):
                code = self._reference.departement(" ".join(words[:count]))
                if code is not None:
                    return code
        return ""

    def _taught(self) -> dict[str, list[Sighting]]:
        """The sightings with a SIREN, by name: what they teach serves those without."""
        taught: defaultdict[str, list[Sighting]] = defaultdict(list)
        for one in self._spellings:
            if one.siren and one.key:
                taught[one.key].append(one)
        return taught

    def _settle(self, one: Sighting, taught: Mapping[str, list[Sighting]]) -> SettledBody:
        if one.siren:
            return self._of_siren(one.siren, one)
        known = self._known(one)
        if known is not None:
            return self._of_known(known)
        sirens = {other.siren for other in taught.get(one.key, ()) if one.may_be(other)}
        if len(sirens) == 1:
            return self._of_siren(next(iter(sirens)), one)
        return SettledBody(Body(self._slug(one), "", None, one.kind or "other"), ())

    def _known(self, one: Sighting) -> KnownBody | None:
        kinds = one.kinds or None
        departement = one.departement or None
        for spelling in sorted(self._spellings[one]):
            found = self._reference.find(spelling, kinds, departement)
            if found is not None:
                return found
        return None

    def _of_siren(self, siren: str, one: Sighting) -> SettledBody:
        known = self._reference.by_siren(siren)
        return (
            self._of_known(known) if known is not None else SettledBody(Body(siren, "", siren, one.kind or "other"), ())
        )

    def _of_known(self, known: KnownBody) -> SettledBody:
        key = known.siren or slug_of(f"{known.kind} {known.key}" if known.kind not in slug_of(known.key) else known.key)
        body = Body(key, known.full_name, known.siren or None, known.kind, known.territory)
        return SettledBody(body, self._reference.territories(known))

    def _slug(self, one: Sighting) -> str:
        kind = one.kind if one.kind and one.kind not in slug_of(one.key) else ""
        place = one.departement if self._reference.homonyms(one.key, one.kind) > 1 else ""
        return slug_of(f"{kind} {one.key} {place}")[:100].strip("-") or "sans-nom"

    def _names(self, found: Mapping[Sighting, SettledBody]) -> dict[str, str]:
        """The best spelling of each body that the reference does not know."""
        spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for one, settled in found.items():
            spellings[settled.body.key].update(self._spellings[one])
        return {key: best_spelling(counted) for key, counted in spellings.items() if counted}

    def _complete(self, settled: SettledBody, names: Mapping[str, str]) -> SettledBody:
        body = settled.body
        name, groups = body.name or names.get(body.key, body.key), self._reference.groups_of(body.siren or "")
        return replace(settled, body=replace(body, name=name, member_of=groups))


def _named(session: Session) -> tuple[str | None, str | None]:
    """The name and the SIREN of the body: the text's; when it says neither, those of the publisher's settings."""
    if session.body is None and session.body_siren is None and session.stated_body is not None:
        return session.stated_body.name, session.stated_body.siren
    return (
        session.body.value if session.body is not None else None,
        session.body_siren.value if session.body_siren is not None else None,
    )


def _postcode(text: str, key: str) -> str:
    """The département of a postcode that stands before the name of the body: "04510 Aiglun" → "04"."""
    if not key:
        return ""
    named = (place for place in POSTCODE.finditer(text) if f"{body_name(place['name'])[1]} ".startswith(f"{key} "))
    found = {place.group()[: 3 if place.group().startswith("97") else 2] for place in named} - {_CORSICA}
    return found.pop() if len(found) == 1 else ""


def best_spelling(spellings: Mapping[str, int]) -> str:
    """The spelling to show: not all capitals, then the most frequent, with its accents, the longest."""
    return min(spellings, key=lambda text: (text.isupper(), -spellings[text], -accents(text), -len(text), text))
