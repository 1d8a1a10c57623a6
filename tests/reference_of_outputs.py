"""Write src/iopkit/schemas anew: JSON Schemas of what every command prints with `--json`.

They are taken from what commands do print, of pathways that together say everything there is to
say. A new key is in them when one of these runs prints it.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from inferred_schema import Json, schema_of

import iopkit
from iopkit.cli import main

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "src/iopkit/schemas"
EXAMPLES = ROOT / "examples"
GOLDEN = ROOT / "tests/cli/golden"
CASES = ROOT / "tests/cases/data"
SITUATIONS = ROOT / "tests/situations"

SHORT = ("--replications", "3", "--years", "0.5", "--seed", "1", "--warm-up", "0")

FILES = (
    "standard",
    *(str(EXAMPLES / f"{name}.yaml") for name in ("lakeside", "harbor", "crest-view")),
    str(CASES / "everything.yaml"),
    str(GOLDEN / "clinic.yaml"),
    str(GOLDEN / "week.yaml"),
    str(GOLDEN / "week-crowded.yaml"),
)


def commands(folder: Path) -> list[tuple[str, ...]]:
    """Return calls of every command that prints JSON; some write into a folder."""
    lakeside, clinic = str(EXAMPLES / "lakeside.yaml"), str(GOLDEN / "clinic.yaml")
    draft = str(EXAMPLES / "lakeside-draft.yaml")
    broken = folder / "broken.yaml"
    broken.write_text("iopkit: 1\nid: b\nlevels: {iop: {titel: x}}\n", encoding="utf-8")
    bare = folder / "bare.yaml"
    bare.write_text(
        "iopkit: 1\nid: b\ntitle: B\nlevels: {iop: {title: I, rank: 1}}\n", encoding="utf-8"
    )
    people = str(EXAMPLES / "people.csv")
    odd = folder / "odd.csv"
    odd.write_text("self_harm_risk,unknown_column\nvery,1\n2,x\n", encoding="utf-8")
    census = folder / "census.csv"
    census.write_text("level,state,days\niop,active,3\n", encoding="utf-8")
    client = {name: str(EXAMPLES / f"client-{name}.yaml") for name in ("complete", "unknowns")}
    found: list[tuple[str, ...]] = []
    for file in FILES:
        found += [
            ("check", file),
            ("check", file, "--prove"),
            ("show", file),
            ("show", file, "--rules"),
            ("sources", file),
            ("week", file),
        ]
    found += [
        ("check", str(broken)),
        ("week", str(bare)),
        ("simulate", str(bare)),
        ("check", "nowhere.yaml"),
        ("check", lakeside, "--against", "all"),
        ("check", draft, "--prove"),
        ("plugins",),
        ("export", "--list"),
        ("rules",),
        ("place", "standard", "--client", client["complete"]),
        ("place", "standard", "--client", client["unknowns"]),
        ("place", "standard", "--client", str(EXAMPLES / "client-in-care.yaml")),
        *(
            ("place", clinic, "--client", str(GOLDEN / f"{name}.yaml"))
            for name in ("known", "unknown", "refused", "review", "review-open", "review-nearly")
        ),
        ("place", "standard", "--client", client["unknowns"], "--against", "all", "--all"),
        ("place", "standard", "--clients", people, "--out", str(folder / "placed.csv")),
        ("place", "standard", "--clients", str(odd)),
        ("diff", draft, lakeside),
        ("diff", draft, lakeside, "--no-client"),
        ("diff", "standard", str(EXAMPLES / "crest-view.yaml")),
        ("diff", clinic, str(GOLDEN / "clinic-next.yaml")),
        ("try", str(EXAMPLES / "lakeside-situations.yaml")),
        ("try", str(GOLDEN / "situations.yaml")),
        *(("try", str(path)) for path in sorted(SITUATIONS.glob("*-situations.yaml"))),
        ("simulate", "standard", *SHORT),
        ("simulate", "standard", *SHORT, "--starts", "2026-03-01", "--places", "iop=3"),
        ("simulate", str(EXAMPLES / "harbor.yaml"), *SHORT),
        ("simulate", clinic, *SHORT, "--census", str(census)),
        ("simulate", str(CASES / "busy-by-rules.yaml"), *SHORT),
        ("simulate", str(CASES / "weekend-closure.yaml"), *SHORT),
        ("compare", "standard", *SHORT, "--set", "levels.iop.places=40"),
        ("compare", "standard", *SHORT, "--sweep", "levels.iop.places=20,40"),
    ]
    return found


def printed(folder: Path) -> dict[str, list[dict[str, Json]]]:
    """Return what the commands print, by the name of its schema."""
    found: dict[str, list[dict[str, Json]]] = defaultdict(list)
    for words in commands(folder):
        result = CliRunner().invoke(main, [*words, "--json"], prog_name="iopkit")
        try:
            value = json.loads(result.stdout)
        except ValueError:
            sys.stderr.write(f"{' '.join(words)}: {result.stderr or result.stdout}\n")
            continue
        found[value["schema"].partition("/")[2]].append(value)
    return found


def chosen_names() -> set[str]:
    """Return the names that the authors of the files chose."""
    names: set[str] = set()
    for file in FILES:
        pathway = iopkit.load(file)
        for things in (pathway.levels, pathway.outcomes, pathway.programs, pathway.sources):
            names |= {each.id for each in things}
        names |= {fact.id for fact in pathway.assessment.facts}
    return names


def inferred(values: list[dict[str, Json]], name: str, ids: set[str]) -> dict[str, Any]:
    """Return the schema of one output."""
    versions = {value["version"] for value in values}
    if len(versions) != 1:
        msg = f"{name} is printed with several versions: {versions}"
        raise ValueError(msg)
    schema: dict[str, Any] = schema_of(values, ids)
    schema["properties"] |= {
        "schema": {"const": f"iopkit/{name}"},
        "version": {"const": versions.pop()},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"What iopkit prints with --json: {name}",
        **schema,
    }


def renewed() -> dict[str, str]:
    """Return the text of every file."""
    ids = chosen_names()
    with tempfile.TemporaryDirectory() as folder:
        found = printed(Path(folder))
    return {
        name: json.dumps(inferred(values, name, ids), indent=1, sort_keys=True) + "\n"
        for name, values in found.items()
    }


if __name__ == "__main__":
    os.environ["COLUMNS"] = "80"
    for name, text in renewed().items():
        (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")
