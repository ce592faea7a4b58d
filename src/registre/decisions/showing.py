"""What curators want to be shown: names in the place of others, and links that are sure because somebody said so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from registre.decisions.decision import AcceptLink, Rename
from registre.linking.identify import Identities
from registre.linking.identities import IdentityLink

CERTAIN = Decimal("1.00")


def renamed(identities: Identities, decision: Rename) -> Identities | None:
    """The identities, one of them under the name that was decided; None when there is no such thing."""
    kind, first, *rest = decision.thing.split("/")
    name = decision.name
    if kind == "organisation":
        found = identities.organisations.called((first, rest[0]))
        return identities.revised({(first, rest[0]): replace(found, name=name)}) if found is not None else None
    if kind == "person":
        people = [one for one in identities.persons if (one.body, one.key) == (first, rest[0])]
        persons = {(one.body, one.key): replace(one, name=name) for one in people}
        return identities.shown(persons=persons) if persons else None
    if kind == "organ":
        seats = [one for one in identities.organs if (one.body, one.slug) == (first, rest[0])]
        organs = {(one.body, one.slug): replace(one, name=name) for one in seats}
        return identities.shown(organs=organs) if organs else None
    bodies = {one.key: replace(one, name=name) for one in identities.bodies if one.key == first}
    return identities.shown(bodies=bodies) if bodies else None


def accepted(identities: Identities, decision: AcceptLink, kept: Mapping[str, str]) -> Identities | None:
    """The link of a spelling made sure: by whom is told on the page of decisions. None when there is no such link.

    `kept`: the path of what was merged → that of what was kept, which the link is of now.
    """
    scheme, _, key = kept.get(decision.thing, decision.thing).removeprefix("organisation/").partition("/")
    one = identities.organisations.called((scheme, key))
    if one is None or decision.spelling not in one.spellings:
        return None
    links = (_sure(link, decision.key) if link.spelling == decision.spelling else link for link in one.links)
    return identities.revised({(scheme, key): replace(one, links=tuple(sorted(links)))})


def _sure(link: IdentityLink, key: str) -> IdentityLink:
    return replace(link, confidence=CERTAIN, accepted_by="decisions", evidence=key)
