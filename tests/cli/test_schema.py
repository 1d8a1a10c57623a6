"""`iopkit schema`."""

import json

from commands import Run
from jsonschema import Draft202012Validator


def test_the_schema_is_one(run: Run) -> None:
    done = run("schema")

    assert done.exit_code == 0
    Draft202012Validator.check_schema(json.loads(done.stdout))
