"""What reading names told is remembered up to a number, and forgotten when nobody needs it any more."""

from __future__ import annotations

from registre.linking.remembering import forget, remembered


def test_an_answer_is_found_once_until_it_is_forgotten() -> None:
    asked: list[str] = []

    @remembered(2)
    def told(word: str) -> str:
        asked.append(word)
        return word.upper()

    assert [told("a"), told("a"), told("b")] == ["A", "A", "B"]
    assert asked == ["a", "b"]
    told("c")
    told("a")
    assert asked == ["a", "b", "c", "a"], "two are remembered, no more"
    forget()
    assert told("a") == "A"
    assert asked == ["a", "b", "c", "a", "a"]
