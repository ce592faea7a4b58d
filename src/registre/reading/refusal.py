"""Why a reader refuses a file, said in the child process that cannot know the document's name."""

from __future__ import annotations

TEXT_CHARACTERS = 2_500_000
"""A text longer than this (some 900 pages) is no document of one session."""

TOO_MUCH = "Check where the file comes from; print it anew to PDF, or cut it into documents of one session each."
MEND = "Open it in its own program and save it again."
CUT = "Cut it into documents of one session each."
UNLOCK = "Save a copy that opens without a password."
CHECK = "Check the file, or take it out of the folder."


class Refused(Exception):
    """A file cannot be read: `code` as in `UnreadableSource`, what was `seen`, and what to do."""

    def __init__(self, code: str, seen: str, advice: str) -> None:
        super().__init__(seen)
        self.code, self.seen, self.advice = code, seen, advice


def bomb(seen: str) -> Refused:
    return Refused("source.bomb", seen, TOO_MUCH)


def broken(seen: str) -> Refused:
    return Refused("source.broken", seen, MEND)


def empty(seen: str) -> Refused:
    return Refused("source.empty", seen, CHECK)


def check_length(text: str) -> str:
    """`text` itself, when it may be the text of one document. Raises `Refused`: source.empty, source.bomb."""
    if not text.strip():
        raise empty("the file has no text")
    if len(text) > TEXT_CHARACTERS:
        raise bomb(f"its text has {len(text)} characters")
    return text
