"""How long reading a pathway takes, by its size: processor time, best of three.

`python -m benchmarks.loading`. The budget is 2 s for 500 levels, and 3 ms a kilobyte.
"""

from __future__ import annotations

import time
from typing import Final

from iopkit import loads

SIZES: Final = (50, 100, 200, 500)
"""How many levels."""

ROUNDS: Final = 3
FACTS: Final = 20


def pathway_text(levels: int) -> str:
    """Give the file of a pathway with a program and four transitions for each level."""
    lines = ["iopkit: 1", "id: large", "title: Large", "assessment:"]
    lines += [f"  fact_{n}: {{ask: 'Fact {n}?', yes_no: true}}" for n in range(FACTS)]
    lines.append("levels:")
    for n in range(levels):
        admit = f"[fact_{n % FACTS}, not fact_{(n + 3) % FACTS}]"
        lines.append(f"  level-{n}:")
        lines.append(f"    {{title: Level {n}, rank: {n}, admit: {admit}, program: program-{n}}}")
    lines.append("outcomes: {completed: {title: Completed}, dropped_out: {title: Dropped out}}")
    lines.append("programs:")
    for n in range(levels):
        lines.append(f"  program-{n}:\n    title: Program {n}\n    services:")
        lines.append("      - {therapy: group, format: group, sessions: 3, minutes: 90, size: 12}")
        lines.append("      - {therapy: individual, format: individual, sessions: 1, minutes: 50}")
    lines.append("transitions:")
    stay = "stay: {median: 20 days, spread: 0.8}, assumption: for measuring"
    for n in range(levels):
        when = f"fact_{n % FACTS} and days_in_level >= {n % 9} days"
        for ahead in (1, 2):
            to = f"level-{(n + ahead) % levels}"
            lines.append(f"  - {{from: level-{n}, to: {to}, when: {when}, share: 0.1, {stay}}}")
        lines.append(f"  - {{from: level-{n}, to: dropped_out, share: 0.8, {stay}}}")
        lines.append(f"  - {{from: level-{n}, to: completed, when: fact_1}}")
    return "\n".join([*lines, ""])


def seconds(text: str) -> float:
    """Give the least processor time in which a text is read. [s]"""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        loads(text)
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    """Print the table."""
    print(f"\nReading a pathway, best of {ROUNDS}\n")
    print(f"{'levels':>8}{'kB':>8}{'s':>8}{'ms/kB':>8}")
    for levels in SIZES:
        text = pathway_text(levels)
        took, size = seconds(text), len(text) / 1024
        print(f"{levels:>8}{size:>8.0f}{took:>8.2f}{1000 * took / size:>8.2f}")


if __name__ == "__main__":
    main()
