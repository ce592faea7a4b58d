"""What a query of the library may not say: nothing that leaves the dataset, nothing that writes.

The embedded store opens connections for SERVICE and LOAD, and Python cannot stop it (measured): such words
are refused before anything runs. Functions, variables and names with a prefix are free: only bare words count.
"""

from __future__ import annotations

import re

from registre.errors import BadConfiguration

_FORBIDDEN = {
    "SERVICE",
    "FROM",
    "LOAD",
    "INSERT",
    "DELETE",
    "CLEAR",
    "DROP",
    "CREATE",
    "COPY",
    "MOVE",
    "ADD",
    "WITH",
    "USING",
}
TOKEN = re.compile(
    r"""  \"{3} (?: [^"\\] | \\. | \"{1,2}(?!\") )*+ \"{3}
        | '{3}  (?: [^'\\] | \\. | '{1,2}(?!')   )*+ '{3}
        | \" (?: [^"\\\n\r] | \\. )*+ \"
        | '  (?: [^'\\\n\r] | \\. )*+ '
        | < [^<>"{}|^`\\\x00-\x20]*+ >
        | \#[^\n\r]*+
        | [?$]\w++
        | (?P<word> [^\W\d][\w-]*+ ) (?P<prefixed> : [\w.-]*+ )?
        | :[\w.-]*+
    """,
    re.VERBOSE | re.DOTALL,
)


def check_offline(name: str, text: str) -> None:
    r"""Raise `BadConfiguration` when the query `text` would leave the dataset or write to it.

    Codepoint escapes (\u0053) are refused whole: engines read them before or after the words
    (SPARQL 1.1 §19.2), so that a string could hide one for us and show it to the engine.
    """
    if re.search(r"\\[uU]", text):
        raise BadConfiguration(f"{name}: codepoint escapes are not allowed: write the character itself, in UTF-8.")
    for token in TOKEN.finditer(text):
        word = (token["word"] or "").upper()
        if not token["prefixed"] and word in _FORBIDDEN:
            raise BadConfiguration(f"{name}: {word} is not allowed: a query reads the publication and nothing else.")
