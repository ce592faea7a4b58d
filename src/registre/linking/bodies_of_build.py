"""The public bodies of a build: those that were merged stand for one, and their names are told from those of others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from registre.linking.bodies import SettledBody, Sighting
from registre.linking.identities import Body
from registre.linking.names import body_name, fold
from registre.linking.reference import Reference

PublicBodies = Callable[[str], tuple[str, str] | None]
"""SIREN and name of the public body that bears exactly this name."""


def merged(
    settled: Mapping[Sighting, SettledBody], merges: Iterable[tuple[str, str]]
) -> Mapping[Sighting, SettledBody]:
    """Each sighting of a body that was merged stands for the one that was kept."""
    kept, by_key = dict(merges), {one.body.key: one for one in settled.values()}

    def final(one: SettledBody) -> SettledBody:
        seen = set[str]()
        while one.body.key in kept and one.body.key not in seen and kept[one.body.key] in by_key:
            seen.add(one.body.key)
            one = by_key[kept[one.body.key]]
        return one

    return {sighting: final(one) for sighting, one in settled.items()} if kept else settled


def public_bodies(bodies: Iterable[Body], reference: Reference) -> PublicBodies:
    """Names of public bodies: those of this build by any spelling, the others by their exact full name."""
    here = {body_name(body.name): body for body in sorted(bodies, key=lambda one: one.key) if body.siren is not None}

    def find(text: str) -> tuple[str, str] | None:
        name = body_name(text)
        body = here.get(name)
        if body is not None and body.siren is not None and (name[0] is not None):
            return body.siren, body.name
        known = reference.find(text) if name[0] is not None else None
        if known is None or not known.siren or fold(known.full_name) != fold(text):
            return None
        return known.siren, known.full_name

    return find
