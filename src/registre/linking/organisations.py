"""Which organisations the documents of all bodies name, each once, with the reason of every link.

Names that compare equal are one organisation across bodies (MECALOIRE, Mécaloire); so are the two
names that a text states together (an acronym, a former name), and spellings that differ by a plural or a
doubled letter. A name that many towns use (« Comité des fêtes ») stays with its body. The full name of a
public body stands for that body, by its SIREN.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from registre.linking.clusters import Clusters
from registre.linking.constraints import Judgement, Known, Which, in_order
from registre.linking.identities import IdentityLink, Organisation
from registre.linking.names import accents, fold, words
from registre.linking.organisation_names import NOBODY, Alias, OrganisationName, read_organisation
from registre.linking.sittings import slug_of

CONFIDENCE = {
    "exact": Decimal("1.00"),
    "same-name": Decimal("0.95"),
    "public-body": Decimal("0.98"),
    "stated-acronym": Decimal("0.95"),
    "stated-former-name": Decimal("0.90"),
    "spelling-variant": Decimal("0.85"),
    "decided": Decimal("1.00"),
}
REASONS = {
    "exact": "Mêmes lettres, casse, accents et traits d'union mis à part",
    "same-name": "Même nom, sans les mots qui disent seulement ce que c'est (association, pôle …)",
    "public-body": "Nom complet d'une collectivité connue, SIREN {siren}",
    "stated-acronym": "Le texte donne le sigle et le nom ensemble : « {stated} »",
    "stated-former-name": "Le texte donne l'ancien nom : « {stated} »",
    "spelling-variant": "Même nom à un pluriel ou une lettre double près",
    "decided": "Décidé par {by} : {why}",
}
LONGEST_SLUG = 80
SHORTEST_LOOSE = 8
"""Below this length, a plural or a doubled letter may tell two names apart."""

PublicBodies = Callable[[str], tuple[str, str] | None]
"""SIREN and name of the public body that bears exactly this name."""


@dataclass(slots=True)
class OrganisationSightings:
    """Names of organisations as written, how often, and for generic names in which bodies."""

    spellings: defaultdict[tuple[str, str], Counter[str | None]] = field(default_factory=lambda: defaultdict(Counter))
    """(spelling, body for a generic name else "") → times with each alias that a mention states."""

    def see(self, spelling: str, alias: str | None, body: str) -> None:
        name = read_organisation(spelling, alias)
        if name is not NOBODY:
            self.spellings[spelling, body if name.generic else ""][alias] += 1


@dataclass(frozen=True, slots=True)
class SettledOrganisations:
    organisations: tuple[Organisation, ...]
    of_key: Mapping[str, Organisation]
    unapplied: tuple[Judgement, ...] = ()
    """Judgements that fit no name, or that another one contradicts."""

    def of(self, spelling: str, body: str) -> Organisation | None:
        """The organisation that a spelling stands for in a document of `body`."""
        name = read_organisation(spelling)
        return self.of_key.get(_scoped(name, body)) if name is not NOBODY else None

    def revised(self, changes: Mapping[tuple[str, str], Organisation]) -> SettledOrganisations:
        """The same names, some organisations replaced: scheme and key of the old one → the new one."""
        made = {key: changes.get((one.scheme, one.key), one) for key, one in self.of_key.items()}
        return replace(self, organisations=(merged := _merge_public(made))[0], of_key=merged[1])


def settle_organisations(
    sightings: OrganisationSightings,
    body_of: Mapping[str, str],
    public: PublicBodies,
    judgements: Collection[Judgement] = (),
) -> SettledOrganisations:
    """One organisation for all its spellings. `body_of` gives the settled key of each body sighted."""
    written, stated = _by_key(sightings, body_of)
    free = _settle(written, stated, public, Clusters(written), ())
    if not judgements:
        return free
    clusters = Clusters(written)
    obeyed, unapplied = _obey(judgements, clusters, free, written)
    settled = _settle(written, stated, public, clusters, obeyed)
    return replace(settled, unapplied=unapplied)


Obeyed = tuple[tuple[frozenset[str], Judgement], ...]
"""The keys that each judgement joined."""


def _settle(
    written: Written, stated: tuple[Stated, ...], public: PublicBodies, clusters: Clusters, obeyed: Obeyed
) -> SettledOrganisations:
    groups = _groups(written, stated, clusters)
    made = {
        key: organisation for group in groups for key, organisation in _make(group, written, stated, public, obeyed)
    }
    return SettledOrganisations(*_merge_public(made))


def _obey(
    judgements: Collection[Judgement], clusters: Clusters, free: SettledOrganisations, written: Written
) -> tuple[Obeyed, tuple[Judgement, ...]]:
    """Join and keep apart what is judged, before any other reason; and the judgements that change nothing."""
    obeyed: list[tuple[frozenset[str], Judgement]] = []
    unapplied: list[Judgement] = []
    for judgement in in_order(judgements):
        one, other = (_keys(which, free, written) for which in (judgement.one, judgement.other))
        act = clusters.join if judgement.same else clusters.forbid
        done = [act(a, b) for a in one for b in other]
        if not done or not all(done):
            unapplied.append(judgement)
        elif judgement.same:
            obeyed.append((frozenset((*one, *other)), judgement))
    return tuple(obeyed), tuple(unapplied)


def _keys(which: Which, free: SettledOrganisations, written: Written) -> list[str]:
    """The keys that a judgement speaks of, none when no name of the build fits."""
    if isinstance(which, Known):
        return [key for key, one in free.of_key.items() if (one.scheme, one.key) == (which.scheme, which.key)]
    name = read_organisation(which.name)
    key = _scoped(name, which.body) if name is not NOBODY else ""
    return [key] if key in written else []


Written = dict[str, Counter[str]]
"""Key → how often each spelling of it was seen."""


@dataclass(frozen=True, slots=True, order=True)
class Stated:
    """A text states that the names `one` and `other` are the same organisation."""

    one: str
    other: str
    kind: Alias
    words: str


def _by_key(sightings: OrganisationSightings, body_of: Mapping[str, str]) -> tuple[Written, tuple[Stated, ...]]:
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    stated: set[Stated] = set()
    for (spelling, sighted), aliases in sightings.spellings.items():
        body = body_of.get(sighted, sighted)
        for alias, times in aliases.items():
            name = read_organisation(spelling, alias)
            key = _scoped(name, body)
            written[key][spelling] += times
            stated.update(_statement(name, key, spelling, alias, written))
    return dict(written), tuple(sorted(stated))


def _statement(
    name: OrganisationName, key: str, spelling: str, alias: str | None, written: defaultdict[str, Counter[str]]
) -> Iterator[Stated]:
    if name.alias is None or name.alias_kind is None or name.generic:
        return
    other = read_organisation(name.alias)
    if other is NOBODY or other.generic or other.key == key:
        return
    written[other.key][name.alias] += 0
    yield Stated(key, other.key, name.alias_kind, spelling if alias is None else f"{spelling} ({alias})")


def _scoped(name: OrganisationName, body: str) -> str:
    return f"{name.key}@{body}" if name.generic else name.key


def _groups(written: Written, stated: Iterable[Stated], clusters: Clusters) -> list[list[str]]:
    """Keys that stand for one organisation, together."""
    for statement in stated:
        clusters.join(statement.one, statement.other)
    for variants in _variants(written):
        for key in variants[1:]:
            clusters.join(variants[0], key)
    return clusters.groups()


def _variants(written: Written) -> list[list[str]]:
    """Keys that differ by plurals and doubled letters only; generic names never vary."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(written):
        spelling = min(written[key])
        name = read_organisation(spelling)
        if "@" not in key and name.key == key and len(name.loose) >= SHORTEST_LOOSE:
            alike[name.loose].append(key)
    return [keys for keys in alike.values() if len(keys) > 1]


def _make(
    group: list[str], written: Written, stated: tuple[Stated, ...], public: PublicBodies, obeyed: Obeyed
) -> Iterator[tuple[str, Organisation]]:
    spellings: Counter[str] = Counter()
    for key in group:
        spellings.update(written[key])
    known = next((found for text in sorted(spellings) if (found := public(text)) is not None), None)
    former = {one.other for one in stated if one.kind is Alias.former}
    best = _best(spellings, former)
    main = read_organisation(best).key
    links = tuple(
        sorted(
            _link(text, key, best, main, group, stated, known, obeyed) for key in group for text in sorted(written[key])
        )
    )
    if known is not None:
        organisation = Organisation("siren", known[0], known[1], tuple(sorted(spellings)), links)
    else:
        body = group[0].partition("@")[2]
        organisation = Organisation("local", _slug(best, body), _shown(best), tuple(sorted(spellings)), links)
    for key in group:
        yield key, organisation


def _link(
    text: str,
    key: str,
    best: str,
    main: str,
    group: list[str],
    stated: tuple[Stated, ...],
    known: tuple[str, str] | None,
    obeyed: Obeyed,
) -> IdentityLink:
    """Why `text` stands for the organisation whose best spelling is `best`."""
    plain = key.partition("@")[0]
    statement = next((one for one in stated if key in (one.one, one.other) and key != main and _both(one, group)), None)
    if known is not None:
        method, reason = "same-name", "public-body"
    elif _joined(text) == _joined(best):
        method, reason = "same-name", "exact"
    elif plain == main:
        method, reason = "same-name", "same-name"
    elif (judged := next((one for keys, one in obeyed if key in keys), None)) is not None:
        sentence = REASONS["decided"].format(by=judged.by, why=judged.reason)
        return IdentityLink(text, judged.method, CONFIDENCE["decided"], sentence)
    elif statement is not None:
        method, reason = statement.kind.value, statement.kind.value
    else:
        method, reason = "spelling-variant", "spelling-variant"
    words_of = statement.words if statement is not None else text
    sentence = REASONS[reason].format(stated=words_of, siren=known[0] if known is not None else "")
    return IdentityLink(text, method, CONFIDENCE[reason], sentence)


def _joined(text: str) -> str:
    """Letters only: "Mont-Blanc" and "Mont Blanc" and "MONTBLANC" are the same."""
    return fold(text).replace(" ", "")


def _both(statement: Stated, group: list[str]) -> bool:
    return statement.one in group and statement.other in group


def _best(spellings: Mapping[str, int], former: Collection[str]) -> str:
    """The spelling to show: no former name, no leading word or parenthesis; the most frequent, with accents."""

    def rank(text: str) -> tuple[bool, bool, bool, int, bool, int, str]:
        name = read_organisation(text)
        lead = name.key in former, "(" in text, name.leads
        return (*lead, -spellings[text], text.isupper(), -accents(text), text)

    return min(spellings, key=rank)


def _shown(best: str) -> str:
    """A name without the article or the word that only leads to it."""
    return best.strip().removeprefix("l'").removeprefix("l’").strip()


def _slug(best: str, body: str) -> str:
    slug = slug_of(" ".join(words(best)) + (f" {body}" if body else ""))
    if len(slug) <= LONGEST_SLUG:
        return slug
    return slug[: LONGEST_SLUG - 9].rstrip("-") + "-" + hashlib.sha256(slug.encode()).hexdigest()[:8]


def _merge_public(made: Mapping[str, Organisation]) -> tuple[tuple[Organisation, ...], dict[str, Organisation]]:
    """Organisations that turned out to bear one SIREN or one key become one."""
    merged: dict[tuple[str, str], Organisation] = {}
    for organisation in made.values():
        same = merged.get((organisation.scheme, organisation.key))
        if same is not None and same != organisation:
            spellings = tuple(sorted({*same.spellings, *organisation.spellings}))
            links = tuple(sorted({*same.links, *organisation.links}))
            organisation = replace(
                same,
                name=min(same.name, organisation.name),
                spellings=spellings,
                links=links,
                siret=same.siret or organisation.siret,
                rna=same.rna or organisation.rna,
            )
        merged[organisation.scheme, organisation.key] = organisation
    of_key = {key: merged[one.scheme, one.key] for key, one in made.items()}
    return tuple(sorted(merged.values())), of_key
