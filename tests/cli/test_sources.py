"""`iopkit sources`."""

import json

from commands import Run


def test_json_has_every_number_with_its_basis(run: Run) -> None:
    printed = json.loads(run("sources", "clinic.yaml", "--json").stdout)

    assert (printed["schema"], printed["version"]) == ("iopkit/sources", 1)
    assert [source["id"] for source in printed["sources"]] == ["survey"]
    by_path = {tuple(item["path"]): item for item in printed["items"]}
    assert by_path["levels", "residential", "places"]["basis"] == {
        "assumption": "as many as the house has beds"
    }
    assert by_path["levels", "iop", "places"]["basis"] is None
    assert by_path["floors", 0]["basis"] == {"source": "survey", "locator": "page 5"}


def test_assumptions_and_own_numbers_stand_apart(run: Run) -> None:
    printed = run("sources", "clinic.yaml").stdout

    sourced, rest = printed.split("Assumed, not measured")
    assumed, own = rest.split("Stated by the file's author")
    assert "share that goes from iop to done: 0.5" in sourced
    assert "one in ten" in assumed
    assert "places at Intensive outpatient (IOP): 24" in own
