"""Pages that stand are carried when made of the same, whole or not at all, and filled with what follows now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from registre.engine.inputs import Remembered, digest_of_publication
from registre.files import write_new
from registre.publication.site.followed import MARK, tell_followers
from registre.publication.site.rendering import Page
from registre.publication.standing import FILE, StandingPages
from registre.summary import Summary

Followers = dict[str, Any]


def render(page: Page, language: str) -> str:
    return f"{language} {page.values['rows']}"


class World:
    """A publication at `out` of pages by path, each of some words, and what its builds keep."""

    def __init__(self, root: Path) -> None:
        self.out, self.cache = root / "public", root / "cache"
        self.last: Remembered | None = None
        self.builds = 0

    def build(self, words: dict[str, str], followers: Followers | None = None) -> StandingPages:
        self.builds += 1
        new = self.out.with_name(f"build-{self.builds}")
        standing = StandingPages(self.cache, self.out, self.last)
        standing.begin()
        for path, said in words.items():
            files = [f"{path}.html", f"en/{path}.html"]
            if not standing.carry(path, said.encode(), files, new):
                for name in files:
                    write_new(new / name, f"<p>{said}{MARK}</p>".encode())
        tell_followers(new, render, ("fr", "en"), sorted((followers or {}).items()), standing)
        if self.out.exists():
            self.out.rename(self.out.with_name(f"gone-{self.builds}"))
        new.rename(self.out)
        publication, kept = digest_of_publication(self.out), standing.keep()
        assert publication is not None
        self.last = Remembered("", publication, Summary(), kept)
        return standing

    def pages(self) -> dict[str, str]:
        return {path.relative_to(self.out).as_posix(): path.read_text() for path in self.out.rglob("*.html")}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_a_page_made_of_the_same_is_carried_and_another_is_made(world: World) -> None:
    world.build({"a": "one", "b/c": "two"})
    again = world.build({"a": "one", "b/c": "three", "d": "four"})
    assert (again.carried, again.made) == (1, 2)
    assert world.pages()["b/c.html"] == f"<p>three{MARK}</p>"
    assert len(world.pages()) == 6


@pytest.mark.parametrize(
    "steps",
    [
        [{"a": ["x"]}, {"a": ["x"]}, {}, {"a": ["x", "y"]}],
        [{}, {"a": ["x"]}, {"a": ["y"]}, {"a": ["y"], "b": ["z"]}, {"b": ["z"]}],
        [{"a": ["x"], "b": ["y"]}, {"b": ["y"]}, {}],
    ],
)
def test_pages_tell_what_follows_now_whatever_followed_before(
    world: World, tmp_path: Path, steps: list[Followers]
) -> None:
    for number, followers in enumerate(steps):
        words = {"a": "one", "b": "two"} if number % 3 != 2 else {"a": "one", "b": "other"}
        world.build(words, followers)
        clean = World(tmp_path / f"clean-{number}")
        clean.build(words, followers)
        assert world.pages() == clean.pages()
    same = world.build(words, followers)
    assert (same.made, same.carried) == (0, 2)


def test_the_publication_that_is_replaced_keeps_its_words(world: World) -> None:
    world.build({"a": "one"}, {"a": ["x"]})
    before = world.pages()["a.html"]
    world.build({"a": "one"}, {"a": ["y"]})
    assert (world.out.with_name("gone-2") / "a.html").read_text() == before != world.pages()["a.html"]


@pytest.mark.parametrize("harm", ["cut", "foreign", "gone", "defaced", "no file"])
def test_what_is_not_as_it_was_left_is_made_again(world: World, harm: str) -> None:
    world.build({"a": "one", "b": "two"})
    kept = world.cache / FILE
    if harm == "cut":
        kept.write_bytes(kept.read_bytes()[:100])
    elif harm == "foreign":
        other = World(world.out.parent / "other")
        other.build({"a": "one"})
        kept.write_bytes((other.cache / FILE).read_bytes())
    elif harm == "gone":
        kept.unlink()
    elif harm == "defaced":
        (world.out / "a.html").write_text("defaced")
    else:
        (world.out / "a.html").unlink()
    again = world.build({"a": "one", "b": "two"})
    assert (again.carried, again.made) == (0, 2)
    assert world.pages()["a.html"] == f"<p>one{MARK}</p>"


def test_a_folder_that_cannot_be_written_costs_no_page(world: World) -> None:
    world.cache.write_text("a file stands here")
    for _ in range(2):
        made = world.build({"a": "one"}, {"a": ["x"]})
        assert (made.carried, made.made) == (0, 1)
    assert "fr ['x']" in world.pages()["a.html"]


def test_half_a_page_is_no_page(world: World) -> None:
    world.build({"a": "one"})
    new = world.out.with_name("new")
    standing = StandingPages(world.cache, world.out, world.last)
    standing.begin()
    assert not standing.carry("a", b"one", ["a.html", "a.csv"], new)
    write_new(new / "a.html", b"made")
    assert (world.out / "a.html").read_text() == f"<p>one{MARK}</p>", "the file that was linked is not written into"
    standing.close()
    assert [path.name for path in world.cache.iterdir()] == [FILE]
