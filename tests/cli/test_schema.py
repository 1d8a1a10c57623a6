"""`iopkit schema`, and that what commands print with --json is as it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from reference_of_outputs import FOLDER, chosen_names, commands, inferred, printed

from iopkit.schemas import output_names, output_schema

if TYPE_CHECKING:
    from commands import Run

CALLED = Path(__file__).parents[2] / "src/iopkit/cli"


def test_the_schema_is_one(run: Run) -> None:
    done = run("schema")

    assert done.exit_code == 0
    Draft202012Validator.check_schema(json.loads(done.stdout))


@pytest.mark.parametrize("name", output_names())
def test_the_schema_of_an_output_is_one(run: Run, name: str) -> None:
    done = run("schema", "--of", name)

    assert done.exit_code == 0
    Draft202012Validator.check_schema(json.loads(done.stdout))
    assert json.loads(done.stdout) == output_schema(name)


def test_a_name_of_no_output_is_refused_with_the_nearest(run: Run) -> None:
    done = run("schema", "--of", "placment")

    assert done.exit_code == 2
    assert "did you mean 'placement'?" in done.stderr


def test_every_name_that_is_printed_has_a_schema() -> None:
    texts = "".join(path.read_text("utf-8") for path in CALLED.rglob("*.py"))
    named = {part.partition('"')[0] for part in texts.split('"iopkit/')[1:]}

    assert named == set(output_names())


def test_what_commands_print_is_what_the_schemas_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`python tests/reference_of_outputs.py` writes them anew."""
    monkeypatch.setenv("COLUMNS", "80")
    found = printed(tmp_path)
    assert sum(map(len, found.values())) == len(commands(tmp_path))

    for name, values in found.items():
        shipped = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
        for value in values:
            Draft202012Validator(shipped).validate(value)
        new = unknown_keys(inferred(values, name, chosen_names()), shipped)
        assert not new, f"{name}.json does not know {new}"


def unknown_keys(found: dict[str, Any], shipped: dict[str, Any], place: str = "") -> list[str]:
    """Return the keys that were printed and that a schema does not name."""
    if "$ref" in found or not shipped:  # the place itself is looked at; nothing is known of this
        return []
    named = shipped.get("properties", {})
    new = [
        each
        for name, inside in found.get("properties", {}).items()
        for each in (
            unknown_keys(inside, named[name], f"{place}.{name}")
            if name in named
            else [f"{place}.{name}"] * bool(named)
        )
    ]
    for below in ("items", "additionalProperties"):
        if below in found:
            new += unknown_keys(found[below], shipped.get(below, {}), f"{place}[]")
    return new


@pytest.mark.parametrize("name", output_names())
def test_an_output_without_a_key_that_is_promised_is_told(name: str) -> None:
    schema = output_schema(name)
    value = {"schema": f"iopkit/{name}"}

    assert not Draft202012Validator(schema).is_valid(value)
