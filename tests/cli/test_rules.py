"""`iopkit rules`, `iopkit check --against` and `iopkit show --rules`."""

import json
from pathlib import Path

import pytest
from commands import Run

import iopkit.registry
from iopkit.files.compose.shipped_files import shipped_rule_sets
from iopkit.hookspecs import hookimpl
from iopkit.registry import Registry, load_registry

WEEKS = """
iopkit: 1
id: weeks
title: Weeks
levels:
  iop:
    title: IOP
    rank: 3
    review: {value: every 14 days, assumption: usual}
    program: [two-days, six-hours, three-days, several]
programs:
  two-days: {title: Two long days, hours: 9, days: 2}
  six-hours: {title: Three short evenings, hours: 6, days: 3}
  three-days: {title: Three evenings, hours: 9, days: 3}
  several: {title: Several hours a week, services: [{therapy: group}]}
rule_sets:
  ours: {title: Our own, about: program, assumption: wished, rules: [offers_group]}
  whom: {title: Whom, about: client, assumption: wished, rules: [days_in_level < 90]}
"""

RULES = """
iopkit: 1
id: our-state
title: Our state
about: program
standing: state
assumption: made up
rules: [days_per_week >= 4]
"""


@pytest.fixture
def weeks(tmp_path: Path) -> str:
    path = tmp_path / "weeks.yaml"
    path.write_text(WEEKS)
    return str(path)


def verdicts(printed: str, file: int = 0) -> dict[str, list[str]]:
    """Return the verdicts on each program, by the rule set, from what --json prints."""
    found = json.loads(printed)["files"][file]["against"]
    return {
        each["rule_set"]["id"]: [program["verdict"] for program in each["programs"]]
        for each in found
    }


def test_four_programs_against_the_books_that_disagree(run: Run, weeks: str) -> None:
    names = ("medicare-iop-2024", "teds-iop", "h0015", "ours")
    done = run("check", weeks, "--json", *(word for name in names for word in ("--against", name)))

    assert done.exit_code == 0
    assert verdicts(done.stdout) == {
        "medicare-iop-2024": ["met", "not met", "met", "unknown"],
        "teds-iop": ["not met", "met", "met", "unknown"],
        "h0015": ["not met", "not met", "met", "unknown"],
        "ours": ["unknown", "unknown", "unknown", "met"],
    }
    against = json.loads(done.stdout)["files"][0]["against"][2]
    assert against["rule_set"]["standing"] == "code wording"
    assert against["met_for_certain"] is True
    two_days = against["programs"][0]
    assert (two_days["program"], two_days["level"], two_days["open_facts"]) == (
        "two-days",
        "iop",
        [],
    )
    assert two_days["reasons"][1]["answer"] == {"at_least": 2, "at_most": 2}
    assert two_days["reasons"][1]["basis"] == {"source": "carepatron", "locator": ""}


def test_the_reasons_stand_below_each_program(run: Run, weeks: str) -> None:
    done = run("check", weeks, "--against", "h0015")

    assert done.exit_code == 0
    lines = [line.strip() for line in done.stdout.splitlines()]
    at = lines.index("✗ Two long days (two-days) at iop: not met")
    assert lines[at + 1] == "✗ At least 3 days a week (days_per_week is 2) [carepatron]"
    assert "✓ Three evenings (three-days) at iop: met" in lines
    assert "? At least 3 hours a day (hours_per_day is not stated) [carepatron]" in lines


def test_what_is_only_looked_for_is_said_and_changes_nothing(run: Run, weeks: str) -> None:
    done = run("check", weeks, "--against", "medicare-php", "--program", "several")
    assert "looked for" not in done.stdout

    done = run("check", weeks, "--against", "medicare-iop-2024", "--program", "three-days")
    assert done.exit_code == 0
    assert "looked for, but not found: Individual therapy is among" in done.stdout


def test_own_rule_sets_go_before_those_that_come_with_iopkit(
    run: Run, weeks: str, tmp_path: Path
) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(Path(weeks).read_text().replace("  ours:", "  h0015:"))

    assert "Our own (h0015): guidance" in run("check", str(path), "--against", "h0015").stdout
    page = run("show", str(path), "--rules").stdout
    assert sum(line.startswith("h0015 ") for line in page.splitlines()) == 1


@pytest.mark.parametrize(
    ("program", "name", "code"),
    [
        ("three-days", "h0015", 0),
        ("two-days", "h0015", 1),
        ("several", "h0015", 1),
        ("two-days", "asam-3-adult-2.5", 0),
    ],
    ids=["met", "not met", "unknown", "a label"],
)
def test_exit_code_1_says_that_no_program_meets_it_for_certain(
    run: Run, weeks: str, program: str, name: str, code: int
) -> None:
    words = ("check", weeks, "--against", name, "--program", program)
    text, values = run(*words), run(*words, "--json")

    assert (text.exit_code, values.exit_code) == (code, code)
    assert ("No program here meets it for certain." in text.stdout) == (code == 1)
    file = json.loads(values.stdout)["files"][0]
    assert (file["exit_code"], len(file["against"][0]["programs"])) == (code, 1)


def test_every_named_rule_set_must_be_met_by_some_program(run: Run, weeks: str) -> None:
    done = run("check", weeks, "--against", "h0015", "--against", "medicare-php")

    assert done.exit_code == 1
    assert done.stdout.count("No program here meets it for certain.") == 1


def test_a_label_is_never_met(run: Run, weeks: str) -> None:
    done = run("check", weeks, "--against", "asam-3-adult-2.1")
    values = json.loads(run("check", weeks, "--against", "asam-3-adult-2.1", "--json").stdout)

    assert "✓ Three evenings (three-days) at iop: yes" in done.stdout
    assert ": met" not in done.stdout
    assert values["files"][0]["against"][0]["met_for_certain"] is None


def test_a_rule_set_may_be_a_file(run: Run, weeks: str, tmp_path: Path) -> None:
    path = tmp_path / "state.yaml"
    path.write_text(RULES)

    assert verdicts(run("check", weeks, "--against", str(path), "--json").stdout) == {
        "our-state": ["not met", "not met", "not met", "unknown"]
    }


def test_a_broken_rule_set_is_explained_like_any_file(run: Run, weeks: str, tmp_path: Path) -> None:
    path = tmp_path / "state.yaml"
    path.write_text(RULES.replace("days_per_week", "days_a_week"))

    for words in (["check", weeks, "--against", str(path)], ["rules", str(path)]):
        done = run(*words)
        assert (done.exit_code, done.stdout) == (1, "")
        assert f"{path}:8:9: error: no fact named 'days_a_week'" in done.stderr


def test_an_unknown_rule_set_names_the_nearest(run: Run, weeks: str) -> None:
    done = run("check", weeks, "--against", "h0016")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "h0016: error: there is neither a rule set nor a file of this name" in done.stderr
    assert "did you mean 'h0015'?" in done.stderr

    assert "did you mean 'ours'?" in run("check", weeks, "--against", "our").stderr
    assert "did you mean 'teds-iop'?" in run("rules", "ted-iop").stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--against", "whom"], "'whom' speaks of clients"),
        (["--against", "h0015", "--program", "tow-days"], "did you mean 'two-days'?"),
        (["--program", "two-days"], "--program says what --against looks at; give both."),
    ],
)
def test_wrong_use_is_explained(run: Run, weeks: str, words: list[str], message: str) -> None:
    done = run("check", weeks, *words)

    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_a_file_with_errors_is_held_against_nothing(run: Run, tmp_path: Path, weeks: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("{iopkit: 1, id: b}")

    done = run("check", str(path), weeks, "--against", "h0015", "--json")

    assert done.exit_code == 1
    broken, good = json.loads(done.stdout)["files"]
    assert "against" not in broken
    assert (good["exit_code"], len(good["against"])) == (0, 1)


def test_without_against_nothing_is_said_of_rule_sets(run: Run, weeks: str) -> None:
    assert "against" not in json.loads(run("check", weeks, "--json").stdout)["files"][0]


# -- the list


def test_the_list_has_every_rule_set_below_its_standing(run: Run) -> None:
    lines = run("rules").stdout.splitlines()
    firsts = [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]

    assert sorted(firsts) == list(shipped_rule_sets())
    # Those that only name stand last, after everything that somebody asks for.
    assert firsts[0].startswith("medicare")
    assert [name.startswith("asam") for name in firsts] == [False] * 8 + [True] * 5


def test_one_rule_set_shows_its_rules_and_what_they_rest_on(run: Run) -> None:
    page = run("rules", "medicare-iop-2024").stdout

    assert "law; about a program; calendar year 2024; in force from 2024-01-01" in page
    assert "At least 9 hours a week: hours_per_week >= 9 [cms-2024" in page
    assert "certifies" in page
    assert "caa-2023: Social Security Act" in page


def test_json_has_the_rules(run: Run) -> None:
    every = json.loads(run("rules", "--json").stdout)
    (one,) = json.loads(run("rules", "medicare-iop-2024", "--json").stdout)["rule_sets"]

    assert (every["schema"], every["version"]) == ("iopkit/rules", 1)
    assert one in every["rule_sets"]
    assert (one["standing"], one["in_force"]) == ("law", "2024-01-01")
    assert one["rules"][0] == {
        "if": "hours_per_week >= 9",
        "prefer": False,
        "title": "At least 9 hours a week",
        "basis": {"source": "cms-2024", "locator": "intensive outpatient services"},
    }


def test_the_schema_is_for_editors(run: Run) -> None:
    assert json.loads(run("rules", "--schema").stdout)["title"].startswith("iopkit rule-set file")
    assert run("rules", "h0015", "--schema").exit_code == 2


# -- the table


def test_every_program_stands_beside_the_others(run: Run, weeks: str) -> None:
    page = run("show", weeks, "--rules").stdout

    row = next(line for line in page.splitlines() if line.startswith("h0015 "))
    assert row.split() == [
        "h0015",
        "✗",
        "not",
        "met",
        "✗",
        "not",
        "met",
        "✓",
        "met",
        "?",
        "unknown",
    ]
    assert "teds-iop, h0015: days_per_week >= 3 (is 2)" in page
    assert "? ours: offers_group not stated" in page
    assert "whom" not in page


def test_the_table_is_also_json(run: Run, weeks: str) -> None:
    values = json.loads(run("show", weeks, "--rules", "--json").stdout)

    assert (values["schema"], values["pathway"]) == ("iopkit/rule-table", "weeks")
    ids = {each["rule_set"]["id"] for each in values["against"]}
    assert ids == {"ours", *shipped_rule_sets()}


@pytest.mark.parametrize("width", ["60", "80", "100"])
def test_the_table_is_as_wide_as_the_page(
    run: Run, weeks: str, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)

    lines = run("show", weeks, "--rules").stdout.splitlines()

    assert max(map(len, lines)) <= int(width)
    # Programs that do not fit beside the others come below them; every one of them comes.
    assert sum(line.count("two-days") for line in lines) >= 2
    assert not any("Left out" in line for line in lines)


def test_a_table_has_one_form(run: Run, weeks: str) -> None:
    assert "exclude each other" in run("show", weeks, "--rules", "--dot").stderr
    assert "exclude each other" in run("show", weeks, "--rules", "--level", "iop").stderr


def test_a_pathway_without_programs_has_no_table(run: Run) -> None:
    done = run("show", "-", "--rules", stdin="{iopkit: 1, id: a, title: A}")

    assert (done.exit_code, "There is no program." in done.stdout) == (0, True)


# -- plugins


class Plugin:
    """A plugin with a rule set, and one that nobody can read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @hookimpl
    def iopkit_rule_sets(self) -> dict[str, Path]:
        return {"our-state": self.path, "gone": self.path / "gone.yaml", "h0015": self.path}


def test_a_plugin_gives_rule_sets_by_name(
    run: Run, weeks: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "state.yaml"
    path.write_text(RULES)

    def loaded(**_: object) -> Registry:
        return load_registry(entry_points=False, extra=[("ours", Plugin(path))])

    monkeypatch.setattr(iopkit.registry, "load_registry", loaded)

    done = run("check", weeks, "--against", "our-state")
    assert "Our state (our-state): state" in done.stdout
    assert done.stderr.count("plugin 'ours'") == 1
    listed = run("rules")
    assert "our-state" in listed.stdout
    assert "its rule set 'gone' cannot be read" in listed.stderr
    assert listed.exit_code == 0
