"""Write docs/licences.md: what every locked library says of its licence, and whether it goes with ours.

`python scripts/licences.py [FILE]`, in the environment of developers, whose libraries are those of the lock and more.
A licence that is not told in SPDX's words, or that is not known here, stops it: read it, then say so in the tables.
"""

from __future__ import annotations

import importlib.metadata
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "licences.md"
LOCKS = {"run": "requirements/run.txt", "dev": "requirements/dev.txt"}
SAID = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Artistic License": "Artistic-1.0-Perl OR GPL-2.0-or-later",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD license (see license.txt for details), Copyright (c) 2000-2025, ReportLab Inc.": "BSD-3-Clause",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "W3C SOFTWARE NOTICE AND LICENSE": "W3C",
    "W3C License": "W3C",
    "W3C-20150513": "W3C-20150513",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}
"""What packages say in other words than SPDX's."""
FREE = frozenset(
    ("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-CMU", "PSF-2.0", "W3C", "W3C-20150513")
)
"""They ask for their notice; a work under EUPL-1.2 may use and distribute what is under them."""
WEAK = frozenset({"MPL-2.0"})
"""Their own files stay under them, and are used here unchanged; named in the EUPL's list of compatible licences."""
TOOLS = frozenset({"Artistic-1.0-Perl", "GPL-2.0-or-later"})
"""Only in tools that are run and never distributed."""
HEAD = """# Licences of the locked libraries

Written by `make docs` (`scripts/licences.py`) from what each installed package says; `tests/test_supply_chain.py`
compares. `registre` is under the EUPL-1.2. What it needs to run is under licences that ask for their notice alone (MIT,
BSD, Apache-2.0, ISC, PSF, W3C) or that cover their own files, unchanged here (MPL-2.0, which the EUPL names as
compatible). Tools are run, never distributed. Why each library is here: [libraries.md](libraries.md). What browsers
load is told there and in `site/assets/licences.txt`, which travels with it.
"""


def pins(lock: str) -> list[str]:
    """The names that a lock holds, sorted."""
    return sorted(re.findall(r"^([a-z0-9][\w.-]*)==", (ROOT / lock).read_text("utf-8"), re.MULTILINE))


def licence_of(name: str) -> str:
    """The licence of an installed package, in SPDX's words. Raises LookupError when nothing that it says is known."""
    told = importlib.metadata.metadata(name)
    classified = [one.split(" :: ")[-1] for one in told.get_all("Classifier", []) if one.startswith("License ::")]
    for words in (told.get("License-Expression"), told.get("License"), *classified):
        said = SAID.get((words or "").strip(), (words or "").strip())
        if said and all(is_known(one) for one in parts(said)):
            return said
    raise LookupError(f"{name}: {told.get('License-Expression') or told.get('License') or classified}: not known here")


def parts(expression: str) -> list[str]:
    return re.split(r" (?:AND|OR) ", expression)


def is_known(licence: str) -> bool:
    return licence in FREE | WEAK | TOOLS


def may_be_distributed(expression: str) -> bool:
    """Whether a work under the EUPL-1.2 may be distributed with what is under this licence, or one of its choices."""
    choices = [re.split(r" AND ", choice) for choice in expression.split(" OR ")]
    return any(all(one in FREE | WEAK for one in choice) for choice in choices)


def render() -> str:
    """The page. Raises LookupError for a licence that is not known, ValueError for one that does not go with ours."""
    run, every = set(pins(LOCKS["run"])), pins(LOCKS["dev"])
    lines = [HEAD, "| library | licence | |", "|---|---|---|"]
    for name in every:
        licence = licence_of(name)
        if name in run and not may_be_distributed(licence):
            raise ValueError(f"{name}: {licence} does not go with the EUPL-1.2")
        lines.append(f"| {name} | {licence} | {'to run' if name in run else 'tool'} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE).write_text(render(), "utf-8")
