"""Publish documents that name private people, and look for them everywhere: `python -m bench.canaries`."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import click
from bench.canaries.planting import Planted, planted, roll_of
from bench.canaries.searching import Leak, search

from registre.build import build
from registre.config import Config


@dataclass(slots=True)
class Result:
    """What was sought and what was found; members are names of the roll that a clean document gives."""

    people: int = 0
    secrets: Counter[str] = field(default_factory=Counter)
    leaks: list[Leak] = field(default_factory=list)
    lost: int = 0
    documents: int = 0
    published: int = 0
    files: int = 0
    size_bytes: int = 0
    members: int = 0
    kept: int = 0
    masked: list[str] = field(default_factory=list)

    def render(self) -> str:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.secrets.items()))
        lines = [
            f"private people: tried {self.people}, survived {self.people - self.lost}, lost {self.lost}",
            f"    {self.secrets.total()} secrets ({kinds}) sought in {self.files} files, {self.size_bytes >> 20} MB",
            f"    {self.published} of {self.documents} documents have pages",
            f"elected members: {self.members} names, {self.kept} stay ({100 * self.kept / max(1, self.members):.2f} %)",
        ]
        lines += [f"    LEAK {leak.secret}: {leak.path}" for leak in self.leaks[:60]]
        return "\n".join([*lines, *(f"    masked {name}" for name in self.masked[:20])])


def measure(count: int, folder: Path, seed: int = 1, jobs: int | None = None) -> Result:
    """Publish `count` private people in documents below `folder`, and seek them."""
    documents = tuple(planted(count, seed))
    (folder / "planted").mkdir()
    for document in documents:
        (folder / "planted" / document.name).write_text(document.text, "utf-8")
    config = Config(languages="fr", shacl_engine="fast")
    build(folder / "planted", folder / "public", config, jobs=jobs)
    result = Result(documents=len(documents))
    _seek(result, documents, folder / "public")
    _count_members(result, documents, folder)
    return result


def _seek(result: Result, documents: tuple[Planted, ...], public: Path) -> None:
    secrets = dict[str, str]()
    for document in documents:
        for person, kinds in document.people:
            result.people += 1
            result.secrets.update(kinds)
            for kind in kinds:
                secrets[person.secrets[kind]] = f"{document.name} {kind}"
    result.leaks, result.files, result.size_bytes = search(public, secrets)
    found = {leak.secret for leak in result.leaks}
    result.lost = sum(
        any(f"{document.name} {kind}" in found and kind for kind in kinds)
        for document in documents
        for _, kinds in document.people
    )


def _count_members(result: Result, documents: tuple[Planted, ...], folder: Path) -> None:
    """The names that the rolls of the clean documents give, and those that the published texts still tell."""
    for document in documents:
        text = folder / "public" / "text" / f"{hashlib.sha256(document.text.encode()).hexdigest()[:16]}.txt"
        if text.is_file():
            told = " ".join(text.read_text("utf-8").split())
            names = [" ".join(name.split()) for name in roll_of(document.sound)]
            result.published += 1
            result.members += len(names)
            result.kept += sum(name in told for name in names)
            result.masked += [f"{document.name}: {name}" for name in names if name not in told]


@click.command()
@click.option("--people", default=500, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--jobs", default=None, type=int)
def main(people: int, seed: int, jobs: int | None) -> None:
    """Print tried, survived, lost; leave with 1 when a secret is found or members are masked."""
    with tempfile.TemporaryDirectory(prefix="registre-canaries-") as folder:
        result = measure(people, Path(folder), seed, jobs)
    click.echo(result.render())
    sys.exit(1 if result.leaks or result.kept < 0.99 * result.members else 0)


if __name__ == "__main__":
    main()
