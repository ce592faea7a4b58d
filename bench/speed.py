"""How fast the machine is just now: a fixed piece of plain Python, so that figures of different hours can be compared.

    python -m bench.speed

The work is of the kind that reading minutes is: words found in a text, counted, folded, sorted and put together again.
It calls nothing of the house, so a change of the house does not change it.
"""

from __future__ import annotations

import re
import time
from collections import Counter

_WORDS = re.compile(r"\w+")
_TEXT = "\n".join(
    f"Article {number} : le conseil alloue {number * 37} euros au club {chr(97 + number % 26) * 5}, {number % 7} ans"
    for number in range(80)
)
_TIMES = 60


def loop_ms(rounds: int = 5) -> float:
    """Milliseconds of the processor that the fixed work takes, at the best of `rounds`."""
    return 1000 * min(_once() for _ in range(rounds))


def _once() -> float:
    start = time.process_time()
    for turn in range(_TIMES):
        counted = Counter(found.group().lower() for found in _WORDS.finditer(_TEXT))
        lines = sorted((f"{word}/{count + turn}", len(word)) for word, count in counted.items())
        "".join(f"<{name}> {size} .\n" for name, size in lines).encode()
    return time.process_time() - start


def told() -> str:
    """One line that says it, to stand beside figures."""
    return f"fixed Python work (bench.speed): {loop_ms():.0f} ms now; a figure of another hour is compared by the ratio"


if __name__ == "__main__":
    print(told())
