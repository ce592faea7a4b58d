"""What is kept of a document until its turn to be published comes: whom it names, which acts it takes and cites."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from registre.graph.mapping import act_numbers, cited_acts
from registre.linking.record_names import RecordNames
from registre.linking.sittings import day_of, place_of
from registre.records import Record


@dataclass(frozen=True, slots=True)
class Brief:
    """A document without its text: enough to link it, and to find the pages that it leads to."""

    place: int
    """Where its record is kept."""
    path: str
    day: date
    names: RecordNames
    numbers: tuple[str, ...]
    """Slugs of the numbers of its acts, by which those of later days cite them."""
    cited: tuple[str, ...]
    """Slugs of the numbers that its acts cite, each once, sorted."""

    @property
    def turn(self) -> tuple[str, str, str, str]:
        """Its place in the publishing order."""
        return place_of(self.names.body, self.names.organ, self.day, self.path)


def brief_of(record: Record, place: int, names: RecordNames) -> Brief:
    """The brief of the record that is kept at `place`."""
    numbers, cited = act_numbers(record.acts), cited_acts(record.acts)
    return Brief(place, record.source.path, day_of(record), names, numbers, cited)
