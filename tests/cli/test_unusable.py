"""With --json every command says in the same way that a file cannot be used."""

import json

import pytest
from commands import Run


@pytest.mark.parametrize(
    "words",
    [
        ["check", "nobody.yaml"],
        ["check", "clinic.yaml", "--against", "nobody.yaml"],
        ["show", "nobody.yaml"],
        ["show", "nobody.yaml", "--rules"],
        ["place", "nobody.yaml", "--client", "known.yaml"],
        ["place", "clinic.yaml", "--client", "nobody.yaml"],
        ["place", "clinic.yaml", "--client", "known.yaml", "--against", "nobody.yaml"],
        ["try", "nobody.yaml"],
        ["try", "situations.yaml", "--pathway", "nobody.yaml"],
        ["diff", "nobody.yaml", "clinic.yaml"],
        ["diff", "clinic.yaml", "nobody.yaml"],
        ["rules", "nobody.yaml"],
        ["simulate", "nobody.yaml"],
        ["sources", "nobody.yaml"],
    ],
    ids=" ".join,
)
def test_a_file_that_is_not_there_is_one_object_on_stdout(run: Run, words: list[str]) -> None:
    done = run(*words, "--json")

    printed = json.loads(done.stdout)
    (file,) = printed["files"]
    assert (done.exit_code, done.stderr) == (2, "")
    assert (printed["schema"], printed["version"]) == ("iopkit/check", 2)
    assert (file["file"], file["exit_code"]) == ("nobody.yaml", 2)
    assert [each["code"] for each in file["complaints"]] == ["missing-file"]


@pytest.mark.parametrize(
    "words", [["show", "-"], ["diff", "clinic.yaml", "-"], ["sources", "-"], ["simulate", "-"]]
)
def test_a_file_with_mistakes_is_told_with_its_places(run: Run, words: list[str]) -> None:
    done = run(*words, "--json", stdin="iopkit: 1\nid: a\ntitel: A\n")

    (file,) = json.loads(done.stdout)["files"]
    assert (done.exit_code, done.stderr, file["file"]) == (1, "", "<stdin>")
    assert ("unknown-key", 3) in [(each["code"], each["line"]) for each in file["complaints"]]


def test_without_json_stdout_stays_empty(run: Run) -> None:
    done = run("diff", "clinic.yaml", "nobody.yaml")

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("nobody.yaml: error: there is no such file")
