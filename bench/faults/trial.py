"""A publication that stands, a document that changes, and builds that meet a fault in between.

Each build is the command itself in a forked process: libraries are loaded once. What stands before and after is
compared byte for byte.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.faults.loaded import load

from registre.files import resource

SETTINGS = 'languages = "fr"\ndate = "2024-01-15"\n'
DOCUMENTS = ("saint-orlan/2023-034.txt", "haut-sorvan/cs2023-14.txt")
LEFT = (".public.lock", "public", "public.cache")
"""What may stand beside the publication when no build is at work."""
State = str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build ended: its exit code (negative: a signal), what it said, where the fault was met."""

    code: int
    said: str
    met: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """What was tried; `lost` tells each failure in a line."""

    name: str
    tried: int = 0
    lost: list[str] = field(default_factory=list)

    def judge(self, what: str, **expected: bool) -> None:
        """One trial survived when all that is expected is so."""
        self.tried += 1
        wrong = [name.replace("_", " ") for name, holds in expected.items() if not holds]
        if wrong:
            self.lost.append(f"{what}: not so: {', '.join(wrong)}")
            print(f"LOST {self.lost[-1]}", file=sys.stderr, flush=True)

    def render(self) -> str:
        told = "".join(f"\n    {line}" for line in self.lost)
        return f"{self.name}: tried {self.tried}, survived {self.tried - len(self.lost)}, lost {len(self.lost)}{told}"


class Trial:
    """A folder with two documents, one of which can change, and their publication before and after."""

    def __init__(self, root: Path, *, jobs: int = 1) -> None:
        self.root, self.jobs = root.resolve(), jobs
        self.documents, self.out = self.root / "documents", self.root / "site" / "public"
        self._kept = self.root / "kept"
        load()
        self._write_documents()
        self.before = self._publish("before")
        self.change()
        started = time.monotonic()
        self.after = self._publish("after")
        self.seconds = time.monotonic() - started

    def _write_documents(self) -> None:
        examples = resource("examples")
        for name in DOCUMENTS:
            place = self.documents / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(examples / "documents" / name, place)
        shutil.copyfile(examples / "reference.toml", self.documents / "reference.toml")
        (self.documents / "registre.toml").write_text(SETTINGS, "utf-8")

    def _publish(self, name: str) -> State:
        done = self.build()
        if done.code:
            raise RuntimeError(done.said)
        shutil.copytree(self.out.parent, self._kept / name, copy_function=_link, symlinks=True)
        return state_of(self.out)

    def change(self) -> None:
        """One document says something else than in the publication that stands."""
        path = self.documents / DOCUMENTS[0]
        whole = (resource("examples") / "documents" / DOCUMENTS[0]).read_text("utf-8")
        path.write_text(whole + "\nAmpliation en sera adressée au comptable.\n", "utf-8")

    def state(self) -> State:
        """What stands at the place of the publication."""
        return state_of(self.out)

    def restore(self, *, cache: bool = True, place: Path | None = None) -> None:
        """The publication as before the change, and what its build had kept unless `cache` is False."""
        site = place or self.out.parent
        for path in site.iterdir() if site.exists() else ():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(self._kept / "before", site, copy_function=_link, dirs_exist_ok=True)
        if not cache:
            shutil.rmtree(site / "public.cache")

    def restore_publication(self) -> None:
        """The publication as before the change; what builds keep stays as it is."""
        shutil.rmtree(self.out)
        shutil.copytree(self._kept / "before" / "public", self.out, copy_function=_link)

    def build(
        self, prepare: Callable[[Callable[[str], None]], None] | None = None, *, out: Path | None = None
    ) -> Outcome:
        """Build what changed, in a process that first runs `prepare`."""
        return wait(self.start(prepare, out=out))

    def start(
        self, prepare: Callable[[Callable[[str], None]], None] | None = None, *, out: Path | None = None
    ) -> tuple[int, Path]:
        """The process of a build, and the file where it tells what it says."""
        told = self.root / "told"
        told.unlink(missing_ok=True)
        arguments = ["build", str(self.documents), "--out", str(out or self.out), "--jobs", str(self.jobs), "--quiet"]
        process = os.fork()
        if process:
            return process, told
        _run(["registre", "--lang", "en", *arguments], told, prepare)
        raise AssertionError("a process that ended went on")

    def strays(self, place: Path | None = None) -> list[str]:
        """What a build left beside the publication."""
        return sorted(path.name for path in (place or self.out.parent).iterdir() if path.name not in LEFT)


def _link(source: str, target: str) -> None:
    """A file of a tree that nobody changes in place, without its bytes; copied on another disk."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _run(arguments: list[str], told: Path, prepare: Callable[[Callable[[str], None]], None] | None) -> None:
    """Be the command, in a forked process: never returns."""
    code = 70
    sys.settrace(None)  # what a test counts here would be lost in the end
    try:
        descriptor = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(descriptor, 1)
        os.dup2(descriptor, 2)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")  # not those of a test that captures
        os.chdir("/")
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background work ignores Ctrl-C
        if prepare is not None:
            prepare(lambda path: print(f"met {path}", file=sys.stderr, flush=True))
        load()()
        from registre.cli import main

        sys.argv = arguments
        try:
            main()
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        sys.stderr.flush()
    except BaseException:
        import traceback

        with suppress(OSError):
            traceback.print_exc()
            sys.stderr.flush()
    finally:
        os._exit(code)


def wait(started: tuple[int, Path]) -> Outcome:
    """The end of a process that `start` gave."""
    process, told = started
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    lines = told.read_text("utf-8", "replace").splitlines() if told.exists() else []
    return Outcome(
        code,
        "\n".join(line for line in lines if not line.startswith("met ")),
        tuple(line.removeprefix("met ") for line in lines if line.startswith("met ")),
    )


def state_of(tree: Path) -> State:
    """The digest of every path and byte below `tree`; a word when it is not there."""
    if not tree.is_dir():
        return "absent"
    digest = hashlib.sha256()
    for path in sorted(path for path in tree.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(tree)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def keeps_its_checksums(tree: Path) -> bool:
    """Whether each file that SHA256SUMS names is there, with its digest."""
    try:
        lines = (tree / "SHA256SUMS").read_text("utf-8").splitlines()
        pairs = [line.split("  ", 1) for line in lines]
        return bool(pairs) and all(
            hashlib.sha256((tree / name).read_bytes()).hexdigest() == sum_ for sum_, name in pairs
        )
    except OSError:
        return False
