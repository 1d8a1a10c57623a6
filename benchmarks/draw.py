"""What a picture costs once everything is warm: layout and SVG, median of thirty. [ms of CPU]

`python -m benchmarks.draw`. The budget of the project: 5 ms for twelve levels.
"""

from __future__ import annotations

import statistics
import time
from functools import partial
from typing import TYPE_CHECKING, Final

from iopkit import load
from iopkit.draw import staircase_picture
from iopkit.draw.characters.picture import drawn
from iopkit.model import Distribution, Figure, Level, Outcome, Pathway, Transition, TransitionKind

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS: Final = 30


def made_up(levels: int) -> Pathway:
    """Give a pathway whose levels lead one and two steps down, and every third one a step up."""
    stay = Distribution.fixed(10)
    moves = []
    for i in range(levels):
        ends = [(i + 1, TransitionKind.STEP_DOWN, 0.4), (i + 2, TransitionKind.STEP_DOWN, 0.1)]
        ends += [(i - 1, TransitionKind.STEP_UP, 0.1)] if i % 3 == 2 else []
        ends = [(to, kind, share) for to, kind, share in ends if 0 <= to < levels]
        rest = 1 - sum(share for _, _, share in ends)
        named = [(f"level-{to}", kind, share) for to, kind, share in ends]
        named += [
            ("completed", TransitionKind.DISCHARGE, rest / 2),
            ("left", TransitionKind.DISCHARGE, rest / 2),
        ]
        moves += [
            Transition(start=f"level-{i}", to=to, kind=kind, share=Figure(share), stay=stay)
            for to, kind, share in named
        ]
    return Pathway(
        id="made-up",
        title="A made-up pathway",
        levels=[
            Level(id=f"level-{i}", title=f"A level of care, number {i}", rank=levels - i)
            for i in range(levels)
        ],
        outcomes=[
            Outcome(id="completed", title="Completed", completes=True),
            Outcome(id="left", title="Left early"),
        ],
        transitions=moves,
    )


def as_svg(pathway: Pathway) -> str:
    """Draw a pathway from the beginning to the end."""
    return staircase_picture(pathway).svg()


def median_ms(make: Callable[[], object]) -> float:
    """Give the median time of making something, after one round to warm up. [ms]"""
    taken = []
    for _ in range(ROUNDS + 1):
        start = time.process_time()
        make()
        taken.append(1000 * (time.process_time() - start))
    return statistics.median(taken[1:])


def main() -> None:
    """Print the table."""
    pathways = {"standard": load("standard")}
    pathways |= {f"{n} levels": made_up(n) for n in (1, 12, 60)}
    print(f"{'pathway':12} {'layout':>9} {'and SVG':>9} {'terminal':>9} {'SVG':>10}")
    for name, pathway in pathways.items():
        laid = median_ms(partial(staircase_picture, pathway))
        svg = median_ms(partial(as_svg, pathway))
        text = median_ms(partial(drawn, pathway, width=200))
        size = len(staircase_picture(pathway).svg().encode()) / 1000
        print(f"{name:12} {laid:6.2f} ms {svg:6.2f} ms {text:6.2f} ms {size:7.1f} kB")
    picture = staircase_picture(pathways["standard"])
    try:
        from iopkit.draw import png
    except ImportError:
        print("PNG: the extra png is not installed")
        return
    print(f"PNG of standard, scale 2: {median_ms(lambda: png(picture)):.0f} ms")


if __name__ == "__main__":
    main()
