"""What a page may load, said in the page and by the server: its own site, never another.

Two pages compute in the reader's browser: search and SPARQL. Compiled code (WebAssembly) needs 'wasm-unsafe-eval',
which lets no script be made of text; what it reads is fetched from this site. One page asks the SPARQL endpoint whose
address its reader gives: it may reach others, encrypted or on the reader's own machine, and runs no compiled code.
Forms lead to pages of this site. No other page gets more.
"""

from __future__ import annotations

from typing import Final

_OWN: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; script-src 'self'"
)
READING: Final = _OWN
COMPUTING: Final = f"{_OWN} 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'"
COMPUTING_PAGES: Final = ("search.html", "sparql.html")
COMPUTING_FOLDERS: Final = ("pagefind", "static/browser")
"""Where scripts of these pages stand: a worker obeys the policy that came with its own file."""
ASKING: Final = f"{_OWN}; connect-src 'self' https: http://localhost:* http://127.0.0.1:*"
ASKING_PAGES: Final = ("endpoint.html",)


def policy_of(path: str) -> str:
    """The policy of the file at `path`, relative to the publication."""
    page = path.removeprefix("en/")
    if page in ASKING_PAGES:
        return ASKING
    computing = page in COMPUTING_PAGES or path.startswith(tuple(f"{one}/" for one in COMPUTING_FOLDERS))
    return COMPUTING if computing else READING
