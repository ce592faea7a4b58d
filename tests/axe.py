"""What axe-core says of the page that is open; it comes with `make site-assets`."""

from __future__ import annotations

from typing import Any

import pytest

from conftest import ROOT
from visiting import Visit

AXE = ROOT / ".venv-node/parts/node_modules/axe-core/axe.min.js"
needs_axe = pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not here (make site-assets): not judged")
"""It comes from npm, never with the repository: where npm is out of reach no page can be judged, and pytest says so."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def grave(visit: Visit, *rules: str) -> list[Any]:
    """Serious and critical findings on the page that is open, by all rules or by `rules`: rule and first place."""
    if not visit.page.evaluate("() => 'axe' in window"):
        visit.page.evaluate(AXE.read_text("utf-8"))
    which = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found = visit.page.evaluate("which => axe.run(document, { runOnly: which, resultTypes: ['violations'] })", which)
    return [
        (one["id"], one["nodes"][0]["html"][:160])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]
