"""A bar on long work when someone watches, nothing otherwise."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

Watch = Callable[[Iterable[T], str, int], Iterable[T]]
"""Wraps the steps of some work: (steps, what it is called, how many)."""


def silent(steps: Iterable[T], title: str, total: int) -> Iterable[T]:
    """No bar: for files, pipes and machines."""
    return steps


def bar(steps: Iterable[T], title: str, total: int) -> Iterator[T]:
    """A bar on standard error, gone when the work is done."""
    from tqdm import tqdm  # for those who watch

    yield from tqdm(steps, desc=title, total=total, leave=False, file=sys.stderr, unit="")


def watcher(quiet: bool) -> Watch[T]:
    """A bar on a terminal, unless quiet was asked for."""
    return silent if quiet or not sys.stderr.isatty() else bar
