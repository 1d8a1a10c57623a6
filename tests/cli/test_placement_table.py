import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import Run

from iopkit.columns import arrow as _arrow
from iopkit.columns.arrow import ArrowRows

SENTINEL = "zebra-4711"


@pytest.fixture
def people(tmp_path: Path) -> str:
    path = tmp_path / "people.csv"
    path.write_text(
        "id,withdrawal_risk,physically_stable,self_harm_risk\n"
        "1,severe,,\n"
        "2,none,yes,yes\n"
        "3,none,yes,\n",
        encoding="utf-8",
    )
    return str(path)


def test_a_table_of_clients_is_counted_by_level(run: Run, people: str) -> None:
    result = run("place", "standard", "--clients", people)

    assert (result.exit_code, result.stderr) == (0, "")
    assert [line.split() for line in result.stdout.splitlines()[3:]] == [
        ["detox", "1", "0"],
        ["residential", "1", "1"],
        ["php", "0", "1"],
        ["iop", "0", "1"],
        ["outpatient", "0", "1"],
        ["aftercare", "0", "1"],
        ["no", "level", "takes", "them", "0"],
        ["answers", "are", "missing", "1"],
        ["all", "3"],
    ]


def test_other_programs_get_the_same_counts(run: Run, people: str) -> None:
    result = run("place", "standard", "--clients", people, "--json")

    values = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (values["schema"], values["version"]) == ("iopkit/placements", 1)
    assert (values["clients"], values["not_settled"], values["no_level"]) == (3, 1, 0)
    assert (values["placed"]["detox"], values["may_be_there"]["iop"]) == (1, 1)
    assert values["bad"] == []


def test_each_place_is_written_where_asked(run: Run, people: str, tmp_path: Path) -> None:
    out = tmp_path / "places.csv"

    result = run("place", "standard", "--clients", people, "--out", str(out))

    assert result.exit_code == 0
    assert "only you may read" in result.stderr
    assert out.read_text(encoding="utf-8").splitlines()[1].startswith('"1","detox",true')

    again = run("place", "standard", "--clients", people, "--out", str(out))
    assert again.exit_code == 2
    assert again.stderr == f"Error: {out} is there already; choose another name.\n"


def test_bad_rows_are_told_by_line_and_the_rest_is_done(run: Run, people: str) -> None:
    with Path(people).open("a", encoding="utf-8") as file:
        file.write(f"4,{SENTINEL},yes,no\n5,none,yes,{SENTINEL}\n6,none\n")

    result = run("place", "standard", "--clients", people)

    assert result.exit_code == 1
    assert f"{people}:5: 'withdrawal_risk' must be one of none, mild" in result.stderr
    assert f"{people}:6: 'self_harm_risk' must be yes or no" in result.stderr
    assert f"{people}:7: this row has 2 values, but there are 4 columns" in result.stderr
    assert "3 rows were not placed" in result.stderr
    assert "cannot be read             3" in result.stdout
    assert SENTINEL not in result.output

    values = json.loads(run("place", "standard", "--clients", people, "--json").stdout)
    assert values["bad_rows"] == 3
    assert [bad["line"] for bad in values["bad"]] == [5, 6, 7]
    assert SENTINEL not in json.dumps(values)


def test_a_value_whose_line_is_not_known_is_told_by_row(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"gender\n{'x' * 200_000}\n", encoding="utf-8")

    result = run("place", "standard", "--clients", str(path))

    assert f"{path}: row 1: 'gender' must be one of female, male, other" in result.stderr
    assert "1 row was not placed" in result.stderr


def test_a_column_that_tells_who_somebody_is_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"client name,relapsed\n{SENTINEL},yes\n", encoding="utf-8")

    result = run("place", "standard", "--clients", str(path))
    as_json = run("place", "standard", "--clients", str(path), "--json")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "'client name' would tell who a client is" in result.stderr
    assert SENTINEL not in result.stderr
    assert as_json.exit_code == 2
    complaints = json.loads(as_json.stdout)["files"][0]["complaints"]
    assert [(each["code"], each["line"]) for each in complaints] == [("identity", 1)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--clients", "people.txt"], "ends with .csv or .parquet"),
        (["--clients", "people.csv", "--out", "places"], "ends with .csv or .parquet"),
        (["--clients", "people.csv", "--client", "known.yaml"], "With --clients only"),
        (["--clients", "people.csv", "--ask"], "With --clients only"),
        (["--client", "known.yaml", "--out", "places.csv"], "--out goes with --clients"),
        (["--clients", "nobody.csv"], "there is no such file"),
    ],
)
def test_wrong_use_is_explained(run: Run, words: list[str], said: str) -> None:
    result = run("place", "standard", *words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_folder_that_cannot_be_written_to_is_named(run: Run, people: str) -> None:
    result = run("place", "standard", "--clients", people, "--out", "no-folder/places.csv")

    assert result.exit_code == 2
    assert result.stderr == (
        "Error: no-folder/places.csv cannot be written: No such file or directory.\n"
    )


def test_a_full_disk_is_no_wrong_use(people: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "iopkit", "place", "standard", "--clients", people),
            *("--out", str(tmp_path / "places.parquet")),
        ],
        capture_output=True,
        text=True,
        check=False,
        # As if it were full after these bytes.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"Error: {tmp_path}/places.parquet cannot be written: File too large.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_a_quote_never_closed_is_told_before_anybody_is_placed(run: Run, people: str) -> None:
    with Path(people).open("a", encoding="utf-8") as file:
        file.write(f'4,"none,{SENTINEL},no\n5,none,yes,no\n6,none,yes,no\n')

    result = run("place", "standard", "--clients", people)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"{people}:5:3: error: a quote opens here and is not closed in this line\n"
        "      close it, or take it out; every value stands in one line\n"
    )


def test_a_row_with_one_value_is_told_in_the_singular(run: Run, people: str) -> None:
    with Path(people).open("a", encoding="utf-8") as file:
        file.write("4\n")

    result = run("place", "standard", "--clients", people)

    assert f"{people}:5: this row has 1 value, but there are 4 columns" in result.stderr


def test_one_ctrl_c_is_enough_even_where_python_ignores_it(
    run: Run, people: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Callback:
        def __del__(self) -> None:
            raise KeyboardInterrupt

    real = _arrow.csv_rows

    def interrupted(*words: Any, **options: Any) -> Iterator[ArrowRows]:  # noqa: ANN401  passed on
        Callback()
        yield from real(*words, **options)

    monkeypatch.setattr(_arrow, "csv_rows", interrupted)

    result = run("place", "standard", "--clients", people, "--out", str(tmp_path / "out.csv"))

    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "Interrupted.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_without_the_libraries_for_tables_the_command_says_what_to_install(people: str) -> None:
    program = (
        "import sys\n"
        "sys.modules['pyarrow'] = None\n"
        "from iopkit.cli import main\n"
        "main(['place', 'standard', '--clients', sys.argv[1]])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, people], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert "A table of clients needs the extra 'table'" in done.stderr
    assert "pip install 'iopkit[table]'" in done.stderr
