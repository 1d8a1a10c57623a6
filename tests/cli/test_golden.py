"""What commands print, to the letter.

The files of ``golden/`` are read by a person whenever they change. To write them anew, run
``IOPKIT_RENEW_GOLDEN=1 python -m pytest tests/cli/test_golden.py`` and look at the difference.
"""

import os

import pytest
from commands import GOLDEN, Run

PAGES = {
    "check.txt": ["check", "clinic.yaml"],
    "show.txt": ["show", "clinic.yaml"],
    "show-level.txt": ["show", "clinic.yaml", "--level", "iop"],
    "show-mermaid.txt": ["show", "clinic.yaml", "--mermaid"],
    "show-dot.txt": ["show", "clinic.yaml", "--dot"],
    "place-known.txt": ["place", "clinic.yaml", "--client", "known.yaml"],
    "place-all.txt": ["place", "clinic.yaml", "--client", "known.yaml", "--all"],
    "place-unknown.txt": ["place", "clinic.yaml", "--client", "unknown.yaml"],
    "place-refused.txt": ["place", "clinic.yaml", "--client", "refused.yaml"],
    "check-against.txt": [
        *("check", "clinic.yaml", "--against", "medicare-iop-2024", "--against", "nc-saiop"),
        *("--against", "asam-3-adolescent-2.1"),
    ],
    "show-rules.txt": ["show", "clinic.yaml", "--rules"],
    "rules.txt": ["rules"],
    "rules-one.txt": ["rules", "medicare-iop-2024"],
    "place-review-open.txt": ["place", "review.yaml", "--client", "review-open.yaml"],
    "place-review-nearly.txt": ["place", "review.yaml", "--client", "review-nearly.yaml"],
    "try.txt": ["try", "situations.yaml"],
    "diff.txt": ["diff", "clinic.yaml", "clinic-next.yaml"],
    "simulate.txt": ["simulate", "clinic.yaml", "--years", "3", "--replications", "5"],
    "compare.txt": [
        *("compare", "clinic.yaml", "--set", "more places: levels.iop.places=30"),
        *("--set", "a tight house: levels.residential.places=5"),
        *("--years", "3", "--replications", "10"),
    ],
    "compare-sweep.txt": [
        *("compare", "clinic.yaml", "--sweep", "levels.iop.places=20..32/4"),
        *("--years", "3", "--replications", "5"),
    ],
    "sources.txt": ["sources", "clinic.yaml"],
    "week.txt": ["week", "week.yaml"],
    "week-crowded.txt": ["week", "week-crowded.yaml"],
}


@pytest.mark.parametrize("name", PAGES)
def test_commands_print_what_a_person_has_read(run: Run, name: str) -> None:
    printed = run(*PAGES[name]).stdout
    page = GOLDEN / name
    if os.environ.get("IOPKIT_RENEW_GOLDEN"):
        page.write_text(printed, encoding="utf-8")

    assert printed == page.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_no_line_is_wider_than_the_terminal(run: Run, name: str) -> None:
    if "mermaid" in name or "dot" in name:
        pytest.skip("for programs, which have no width")

    assert max(len(line) for line in run(*PAGES[name]).stdout.splitlines()) <= 80
