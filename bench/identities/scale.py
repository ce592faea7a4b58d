"""How time and memory of linking grow with the number of names: `python -m bench.identities.scale`.

Each size runs in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time

from bench.identities.mentions import invent

from registre.evaluation.links import measure_links

SIZES = (300, 3_000, 30_000)
"""Organisations; some 3.3 names each."""


def one(entities: int) -> None:
    reference, mentions = invent(1, entities)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    measured = measure_links(mentions, reference)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pairs = measured.whole
    print(
        f"{measured.mentions:>8} names  {seconds:7.1f} s  {1000 * seconds / measured.mentions:5.2f} ms a name  "
        f"{(peak - before) // 1024:>5} MB more  precision {pairs.precision:.4f}  recall {pairs.recall:.4f}",
        flush=True,
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        one(int(sys.argv[1]))
    else:
        for size in SIZES:
            subprocess.run([sys.executable, "-m", "bench.identities.scale", str(size)], check=True)
