"""The JSON of a simulation says what that of version 0.1 said, under the names of today."""

import gzip
import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from commands import CASES, Run
from former_json import ADDED, KEYS, as_now, without_added

import iopkit

DATA = Path(__file__).parents[1] / "data"
GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "from-0.1-to-0.2.md"


@pytest.fixture(scope="module")
def former() -> Any:  # noqa: ANN401  any JSON
    """Read what `iopkit simulate standard --seed 7 --json` printed."""
    return json.loads(gzip.decompress((DATA / "simulate-standard-7-of-0.1.json.gz").read_bytes()))


def test_a_simulation_prints_the_same_values(former: Any, run: Run) -> None:  # noqa: ANN401
    printed = json.loads(run("simulate", "standard", "--seed", "7", "--json").stdout)

    assert (former.pop("version"), printed.pop("version")) == (1, 2)
    assert former["provenance"].pop("iopkit") == "0.1.0" != printed["provenance"].pop("iopkit")
    # The pathway is the same but for the key that has another name; so is its digest.
    now = iopkit.dump(iopkit.load("standard"))
    then = now.replace("\naccepted:\n", "\nmeant:\n")
    assert printed["provenance"].pop("pathway_sha256") == sha256(now.encode()).hexdigest()
    assert former["provenance"].pop("pathway_sha256") == sha256(then.encode()).hexdigest()
    assert without_added(printed) == as_now(former)
    # What was added is there.
    assert printed.keys() >= ADDED[""]
    assert all(level.keys() >= ADDED["levels"] for level in printed["summary"]["levels"])


def test_every_key_of_the_table_is_met(former: Any) -> None:  # noqa: ANN401
    kept = CASES / "kept-runs" / "of-0.1-with-digests" / "summary.json"
    met: set[tuple[str, str]] = set()

    def walk(told: Any, where: str = "") -> None:  # noqa: ANN401
        if isinstance(told, dict):
            is_figure = told.keys() == {"mean", "low", "high"}
            met.update(
                ("every figure with an interval" if is_figure else where, key) for key in told
            )
            for key, value in told.items():
                walk(value, key)
        for each in told if isinstance(told, list) else ():
            walk(each, where)

    walk(former)
    walk(json.loads(kept.read_text()))
    comparison = {"base": 1.0, "figure": "", "move": "", "low": 0.0, "high": 0.0, "pairs": 1}
    walk({"differences": [comparison]})

    assert [(where, old) for where, old, _ in KEYS if (where, old) not in met] == []


def test_the_guide_to_0_2_lists_every_key() -> None:
    told = re.findall(r"^\| (.+?) \| `(\w+)` \| `(\w+)` \|$", GUIDE.read_text(), re.MULTILINE)
    listed = {(where.strip("`"), old, new) for where, old, new in told}

    assert [each for each in KEYS if each not in listed] == []
