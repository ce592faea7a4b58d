"""A publication by kind of thing, in the order of their IRIs.

Every format is made of these, so that no format can know something that the graph does not say.
"""

from __future__ import annotations

from functools import cached_property

from registre.exports.graph import PublishedGraph
from registre.exports.reading import read_act, read_agent, read_member, read_session, read_territory
from registre.exports.things import Act, Agent, Member, Session
from registre.graph.vocabulary import Igeo, Org, Person, Reg


class Register:
    """What a publication says, by kind of thing."""

    def __init__(self, graph: PublishedGraph) -> None:
        self.graph = graph

    @cached_property
    def bodies(self) -> dict[str, Agent]:
        return {one: read_agent(self.graph, one, Reg.territory) for one in self.graph.nodes(Reg.PublicBody)}

    @cached_property
    def organs(self) -> dict[str, Agent]:
        return {one: read_agent(self.graph, one, Org.unitOf) for one in self.graph.nodes(Reg.DeliberativeOrgan)}

    @cached_property
    def organisations(self) -> dict[str, Agent]:
        return {one: read_agent(self.graph, one, None) for one in self.graph.nodes(Org.FormalOrganization)}

    @cached_property
    def territories(self) -> dict[str, Agent]:
        """Name and official code; `kind` is commune | epci | departement | region, as its IRI says."""
        classes = (Igeo.Commune, Igeo.Intercommunalite, Igeo.Departement, Igeo.Region)
        return {one: read_territory(self.graph, one) for one in self.graph.nodes(*classes)}

    @cached_property
    def members(self) -> dict[str, Member]:
        """Everybody whom the acts name as a person, with mandates or without."""
        of_person: dict[str, list[str]] = {person: [] for person in self.graph.nodes(Person.Person)}
        for mandate in self.graph.nodes(Reg.Mandate):
            if (person := self.graph.value(mandate, Org.member)) is not None:
                of_person.setdefault(person, []).append(mandate)
        return {person: read_member(self.graph, person, found) for person, found in sorted(of_person.items())}

    @cached_property
    def sessions(self) -> dict[str, Session]:
        return {one: read_session(self.graph, one) for one in self.graph.nodes(Reg.Session)}

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        return tuple(read_act(self.graph, one) for one in self.graph.nodes(Reg.Deliberation))

    @cached_property
    def sources(self) -> tuple[str, ...]:
        return self.graph.nodes(Reg.SourceText)
