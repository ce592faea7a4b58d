"""`python -m registre.extraction FILE…`: the record contract of each file, one JSON object a line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from registre.contract import to_contract
from registre.errors import UnreadableSource
from registre.extraction import extract
from registre.reading import read_source


def main(paths: list[str]) -> int:
    """Print the records; 3 when a file could not be read (its reason goes to stderr)."""
    failed = 0
    for given in paths:
        try:
            source, raw = read_source(Path(given), given)
        except UnreadableSource as refusal:
            print(refusal, file=sys.stderr)
            failed = 3
            continue
        print(json.dumps(to_contract(extract(source, raw), given), ensure_ascii=False))
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
