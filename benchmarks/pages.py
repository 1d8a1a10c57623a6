"""How large the page of a pathway is, and how long it takes to make.

    python -m benchmarks.pages [FILE ...]

The week is left out: `benchmarks.week` is about that.
"""

from __future__ import annotations

import sys
from time import perf_counter

from iopkit import load, load_rule_set
from iopkit.files.compose.shipped_files import shipped_rule_sets
from iopkit.pages import pathway_page

TIMES = 10
MOST = 300_000
"""Of the standard levels, without a week. [bytes]"""


def main() -> None:
    """Print a line for each pathway."""
    books = [load_rule_set(name) for name in shipped_rule_sets()]
    print(f"{'pathway':40} {'kB':>6} {'first [ms]':>11} {'best of more [ms]':>18}")
    for file in sys.argv[1:] or ["standard"]:
        pathway = load(file)
        seconds: list[float] = []
        page = ""
        for _ in range(TIMES):
            start = perf_counter()
            page = pathway_page(pathway, books, week=False)
            seconds.append(perf_counter() - start)
        size = len(page.encode())
        best = min(seconds[1:])
        print(f"{file:40} {size / 1e3:6.0f} {seconds[0] * 1e3:11.0f} {best * 1e3:18.0f}")
        if file == "standard" and size > MOST:
            sys.exit(f"more than {MOST:,} bytes")


if __name__ == "__main__":
    main()
