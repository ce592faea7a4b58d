"""The reference with what BANATIC, the COG and the INSEE's populations add to it."""

from __future__ import annotations

from registre.linking.reference import Reference
from registre.linking.registers.banatic import read_groups, read_members
from registre.linking.registers.cog import read_communes, read_populations
from registre.linking.registers.settings import RegisterPaths


def completed_reference(reference: Reference, paths: RegisterPaths) -> Reference:
    """The same reference when no register of bodies is given. Names and codes that it knows already are not changed.

    Populations and the group that a commune is a member of are those of the files.
    Raises `BadRegister` for a file that is not what it should be.
    """
    if not paths.of_bodies:
        return reference
    groups = [] if paths.banatic is None else list(read_groups(paths.banatic))
    communes = [] if paths.cog is None else list(read_communes(paths.cog))
    populations = {} if paths.populations is None else read_populations(paths.populations)
    members = {} if paths.banatic is None else read_members(paths.banatic)
    return reference.completed((*groups, *communes), populations, members)
