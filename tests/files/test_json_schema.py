import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from strategies import pathways

from iopkit.files.compose.dump import dump
from iopkit.files.compose.load import loads
from iopkit.files.compose.shipped_files import shipped_text
from iopkit.files.format.json_schema import schema
from iopkit.files.format.pathway import PATHWAY
from iopkit.files.yaml.strict_yaml import read_yaml
from iopkit.model.pathway import Pathway
from iopkit.scaffold.starter import starter

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
VALIDATOR = Draft202012Validator(schema())


def accepts(text: str) -> bool:
    return not list(VALIDATOR.iter_errors(read_yaml(text, "x")[0].plain()))


def test_the_schema_is_a_schema_and_json() -> None:
    Draft202012Validator.check_schema(schema())

    assert json.loads(json.dumps(schema())) == schema()


def test_every_key_is_described() -> None:
    def undescribed(node: object) -> list[str]:
        if not isinstance(node, dict):
            return []
        found = [name for name, inner in node.get("properties", {}).items() if not inner]
        return found + [name for inner in node.values() for name in undescribed(inner)]

    assert undescribed(schema()) == []
    assert all(key.help.endswith(".") or key.help.endswith("]") for key in PATHWAY.keys)


def test_the_shipped_files_validate() -> None:
    assert accepts(shipped_text("standard.yaml"))
    assert accepts(starter("here", "Here"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_validate(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if "\ntitle:" in text:
        assert accepts(text)


def test_a_file_that_uses_parts_may_say_only_what_differs() -> None:
    head = "{iopkit: 1, id: a, title: A, "

    assert accepts(head + "uses: [dbt], programs: {dbt-day: {hours: 9}}}")
    assert accepts(head + "uses: dbt, extends: standard, therapies: {dbt: {about: skills}}}")
    assert not accepts(head + "programs: {dbt-day: {hours: 9}}}")
    assert not accepts(head + "uses: [3]}")


@given(pathways())
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_the_schema_accepts_what_the_reader_accepts(pathway: Pathway) -> None:
    text = dump(pathway)

    assert loads(text) == pathway
    assert accepts(text)


@pytest.mark.parametrize(
    "text",
    [
        "{iopkit: 1, id: a}",
        "{iopkit: 2, id: a, title: A}",
        "{iopkit: 1, id: A B, title: A}",
        "{iopkit: 1, id: a, titel: A, title: A}",
        "{iopkit: 1, id: a, title: A, levels: {iop: {title: I}}}",
        "{iopkit: 1, id: a, title: A, levels: {iop: {title: I, rank: x}}}",
        "{iopkit: 1, id: a, title: A, levels: {iop: {title: I, rank: 1, overnight: no}}}",
        "{iopkit: 1, id: a, title: A, levels: {i: {title: I, rank: 1, codes: [{code: 2}]}}}",
        "{iopkit: 1, id: a, title: A, assessment: {f: {ask: x}}}",
    ],
)
def test_the_schema_refuses_mistakes(text: str) -> None:
    assert not accepts(text)
