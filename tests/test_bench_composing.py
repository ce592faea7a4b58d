"""What composing costs by part: every part is seen, and none is left watched."""

from __future__ import annotations

from pathlib import Path

from bench.composing import PARTS, make_tasks, measure, table
from bench.stages import write_documents

from registre.publication.neighbours import Neighbours


def test_every_part_of_composing_is_timed_and_let_go(tmp_path: Path) -> None:
    write_documents(tmp_path, 4, 3000, 2)
    before = Neighbours.around
    tasks = make_tasks(tmp_path)
    seconds = measure(tasks, 1)
    assert len(tasks) == 4
    assert all(spent > 0 for part, spent in seconds.items() if part != "judging: pySHACL")
    assert Neighbours.around is before
    lines = list(table(seconds, 4))
    assert len(lines) == len(PARTS) + 3 and lines[-1].startswith("composing")
