"""The JSON keys of placements, proofs, differences and weeks are those of the field."""

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from commands import Run
from former_keys import GONE, KEYS

HERE = Path(__file__).parents[1]
GUIDE = HERE.parent / "docs" / "how-to" / "from-0.1-to-0.2.md"
COMMANDS = (
    ("place", "review.yaml", "--client", "review-nearly.yaml"),
    ("place", "clinic.yaml", "--client", "unknown.yaml"),
    ("try", "situations.yaml"),
    ("check", str(HERE / "prove" / "faults" / "flapping.yaml"), "--prove"),
    ("check", "clinic.yaml", "--against", "medicare-php"),
    ("diff", "clinic.yaml", "clinic-next.yaml", "--no-client"),
    ("week", "week.yaml"),
    ("week", "week-crowded.yaml"),
)


def test_every_key_is_called_as_the_field_calls_it(run: Run) -> None:
    printed: dict[tuple[str, str], set[str]] = defaultdict(set)

    def walk(told: Any, command: str, where: str = "") -> None:  # noqa: ANN401  any JSON
        if isinstance(told, dict):
            printed[command, where].update(told)
            for key, value in told.items():
                walk(value, command, key)
        for each in told if isinstance(told, list) else ():
            walk(each, command, where)

    for words in COMMANDS:
        walk(json.loads(run(*words, "--json").stdout), words[0])

    for command, where, old, new in (*KEYS, *GONE):
        assert new in printed[command, where], (command, where, new)
        assert old not in printed[command, where], (command, where, old)


def test_the_guide_to_0_2_lists_every_key() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+)` \| (.*) \| `(\w+)` \| `(\w+)` \|$", guide, re.MULTILINE)
    places = {"whole": ""}
    listed = {(a, places.get(where, where.strip("`")), old, new) for a, where, old, new in told}

    assert [each for each in (*KEYS, *GONE) if each not in listed] == []
