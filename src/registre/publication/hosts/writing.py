"""The settings of each server for one publication, written beside it.

They stand beside the publication, never inside: what is served says nothing of its server, the same bytes may go to
several hosts, and a build needs not know where its publication will stand. `.htaccess` is the one that must be copied
into the folder; who copies it decides so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from registre.decisions.ledger import read_tombstones
from registre.errors import BadConfiguration, RegistreError
from registre.files import resource, write_atomically
from registre.publication import policies
from registre.publication.departed import GONE
from registre.publication.hosts import accept
from registre.publication.lookup import NAMELESS, TYPES
from registre.publication.negotiation import FORMS
from registre.publication.serving import METHODS, SECURITY

FILES: Final = {
    "nginx/maps.conf": "nginx-maps.conf",
    "nginx/site.conf": "nginx-site.conf",
    "apache/.htaccess": "apache.conf",
    "caddy/registre.caddy": "caddy.conf",
    "s3/upload.sh": "s3.sh",
}
"""What is written, and the template it is made from."""
W3ID: Final = "w3id/.htaccess"
THINGS: Final = (
    "act", "body", "coverage", "organ", "organisation", "person", "rule", "session", "software", "territory", "text",
)  # fmt: skip
"""First parts of the addresses of things, which have a form for each client."""
_PREFIX: Final = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*")
_TARGET: Final = re.compile(r"https?://[A-Za-z0-9.:-]+(?:/[A-Za-z0-9._~-]+)*/")


def write_hosts(publication: Path, base: str, out: Path, target: str | None = None) -> tuple[Path, ...]:
    """Write the settings for the publication in `publication`, whose identifiers start with `base`, below `out`.

    `target` is the address of a host of files, when `base` is an address that only redirects (w3id.org): then the
    redirections are written too. Returns the files, in their order. Raises `BadConfiguration` for an address that
    cannot stand in settings, `RegistreError` when `out` would be served or there is no publication.
    """
    if not (publication / "index.html").is_file():
        raise RegistreError(
            f"{publication}: no site here. Build one first: registre build DOCUMENTS --out {publication}"
        )
    if out.resolve().is_relative_to(publication.resolve()):
        raise RegistreError(f"{out}: this folder is served. Write the settings beside it: --out hosts")
    values = _values(publication, base)
    made = dict(FILES)
    if target is not None:
        if _TARGET.fullmatch(target) is None:
            raise BadConfiguration(f"--target {target}: write an http(s) address that ends with « / ».")
        made[W3ID], values = "w3id.conf", {**values, "target": target}
    templates = _templates()
    for name, template in made.items():
        write_atomically(out / name, templates.get_template(template).render(values).encode())
    return tuple(out / name for name in made)


def _values(publication: Path, base: str) -> dict[str, object]:
    prefix = urlsplit(base).path
    if not base.startswith(("https://", "http://")) or _PREFIX.fullmatch(prefix) is None:
        raise BadConfiguration(f"--base {base}: write an http(s) address that ends with « / », in plain letters.")
    left = read_tombstones(publication)
    return {
        "base": base,
        "prefix": prefix,
        "gone": sorted(one.path for one in left if one.state in GONE),
        "bucket": _bucket(prefix + one.path for one in left),
        "moved": sorted((one.path, one.replaced_by[0]) for one in left if len(one.replaced_by) == 1),
        "types": {extension.removeprefix("."): value for extension, value in sorted(TYPES.items())},
        "texts": sorted({value.partition(";")[0] for value in TYPES.values() if "charset" in value} - {"text/html"}),
        "nameless": NAMELESS,
        "keys": _keys(),
        "forms": FORMS,
        "things": THINGS,
        "scored": accept.scored(),
        "accept": accept,
        "security": {name: value for name, value in SECURITY.items() if name != "Content-Security-Policy"},
        "reading": f"{policies.READING}; frame-ancestors 'none'",
        "computing": f"{policies.COMPUTING}; frame-ancestors 'none'",
        "asking": f"{policies.ASKING}; frame-ancestors 'none'",
        "computing_pages": policies.COMPUTING_PAGES,
        "asking_pages": policies.ASKING_PAGES,
        "computing_folders": policies.COMPUTING_FOLDERS,
        "methods": METHODS,
    }


def _keys() -> dict[str, list[str]]:
    """Patterns of the keys of a bucket, by the type of what stands there."""
    found = defaultdict[str, list[str]](list)
    for extension, kind in sorted(TYPES.items()):
        found[kind].append(f"*{extension}")
    for name, kind in NAMELESS.items():
        found[kind] += [name, f"*/{name}"]
    return dict(found)


def _bucket(addresses: Iterable[str]) -> int:
    """The bytes that nginx needs for a bucket of its table of addresses: a power of two."""
    return 1 << (2 * max((len(one) for one in addresses), default=0) + 32).bit_length()


def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(resource("site") / "hosts"),
        autoescape=False,  # settings, not HTML: what enters was matched above, or is ours
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["pattern"] = re.escape
    return made
