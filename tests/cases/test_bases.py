"""What a file extends, uses or tries must be what belongs there, and is told at the naming line."""

import itertools
import re
from pathlib import Path

import pytest
from commands import Run

PLANTED = "PLANTEDANSWER"
"""Stands in every file here, as something that a client answered."""

OTHERS: dict[str, str | bytes] = {
    "words": f"just some {PLANTED} words\n",
    "list": f"- {PLANTED}\n- two\n",
    "number": "5\n",
    "nothing": "null\n",
    "empty": "",
    "comment": f"# {PLANTED}\n",
    "no-keys": "{}\n",
    "client": f"iopkit: 1\nfacts: {{hiv: {PLANTED}}}\nlevel: iop\n",
    "client-of-a-day": "{iopkit: 1, level: iop, days_in_level: 3}\n",
    "broken-client": f'iopkit: 1\nfacts:\n  c: "{PLANTED}\n',
    "tabbed-client": f"iopkit: 1\nfacts:\n\tc: {PLANTED}\n",
    "misspelt-client": f"iopkit: 1\nfcts: {{hiv: {PLANTED}}}\n",
    "situations": f"iopkit: 1\npathway: standard\nsituations: [{{name: {PLANTED}}}]\n",
    "rule-set": "iopkit: 1\nid: r\ntitle: R\nabout: program\nrules: [days_per_week <= 4]\n",
    "table": f"level,state,days\niop,{PLANTED},12\n",
    "excel-table": f"level;state;days\niop;{PLANTED};12\n",
    "run": f'{{"schema": "iopkit/run-folder", "version": 1, "pathway": "{PLANTED}"}}\n',
    "elsewhere": f"version: 3\nservices: {{web: {PLANTED}}}\n",
    "binary": b"\x00\x01\x02",
    "latin": "id: caf\u00e9\n".encode("latin-1"),
}
"""Files that are neither a pathway nor a part."""

READABLE = {kind for kind in OTHERS if kind.startswith(("misspelt", "broken", "tabbed"))} | {
    *("words", "list", "number", "nothing", "no-keys", "elsewhere", "latin")
}
"""Those of which one place inside is to blame: what should be a pathway and is not said there."""


def write(name: str, content: str | bytes) -> None:
    path = Path(name)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize("kind", [*OTHERS, "folder", "absent"])
@pytest.mark.parametrize("key", ["extends", "uses", "uses several"])
def test_a_base_or_part_that_is_none_is_an_error_at_its_line(key: str, kind: str, run: Run) -> None:
    if kind in OTHERS:
        write("other.yaml", OTHERS[kind])
    elif kind == "folder":
        Path("other.yaml").mkdir()
    write("part.yaml", "{iopkit: 1, therapies: {walks: {title: Walks}}}\n")
    named = {"extends": "extends: ", "uses": "uses: ", "uses several": "uses:\n  - part.yaml\n  - "}
    own = f"iopkit: 1\nid: a\ntitle: A\n{named[key]}other.yaml\n"
    write("a.yaml", own)

    for command in (["check", "a.yaml"], ["show", "a.yaml"], ["draw", "a.yaml"]):
        result = run(*command)

        told = [line for line in result.output.splitlines() if ": error: " in line]
        assert result.exit_code in {1, 2}
        line = len(own.splitlines())
        assert re.match(rf"a\.yaml:{line}:\d+: error: 'other\.yaml' cannot be ", told[0])
        assert len(told) == 1  # nothing about what the missing file might have held
        assert PLANTED not in result.output


@pytest.mark.parametrize("head", ["extends: base.yaml\n", "extends: middle.yaml\n"])
def test_what_lies_further_down_is_told_where_it_is_named(head: str, run: Run) -> None:
    write("base.yaml", OTHERS["words"])
    write("middle.yaml", "iopkit: 1\nid: m\ntitle: M\nlevels: {}\nextends: base.yaml\n")
    write("a.yaml", f"iopkit: 1\nid: a\ntitle: A\n{head}")

    result = run("check", "a.yaml")

    place = "a.yaml:4:10" if "base" in head else "middle.yaml:5:10"
    assert f"{place}: error: 'base.yaml' cannot be extended: it holds a text" in result.output
    assert result.exit_code == 1


@pytest.mark.parametrize(
    "written", ["5", "true", "null", "[standard]", "{id: standard}", "''", "2026-11-30"]
)
@pytest.mark.parametrize("key", ["extends", "uses"])
def test_what_is_no_name_is_an_error_where_it_stands(key: str, written: str, run: Run) -> None:
    if (key, written) == ("uses", "[standard]"):
        written = "[[standard]]"
    write("a.yaml", f"iopkit: 1\nid: a\ntitle: A\n{key}: {written}\n")

    result = run("check", "a.yaml")

    assert result.output.startswith("a.yaml:4:")
    assert result.exit_code == 1


@pytest.mark.parametrize("kind", [*OTHERS, "folder", "absent"])
def test_a_pathway_that_is_none_is_told_where_a_situation_file_names_it(
    kind: str, run: Run
) -> None:
    if kind in OTHERS:
        write("other.yaml", OTHERS[kind])
    elif kind == "folder":
        Path("other.yaml").mkdir()
    write("s.yaml", "iopkit: 1\npathway: other.yaml\nsituations: [{name: A, expect: {not: iop}}]\n")

    result = run("try", "s.yaml")

    at = r"other\.yaml:\d" if kind in READABLE else r"s\.yaml:2:10: error: 'other\.yaml' cannot be"
    assert re.match(at, result.output)
    assert PLANTED not in result.output
    assert result.exit_code in {1, 2}


COMMANDS = (
    ("check", "other.yaml"),
    ("show", "other.yaml"),
    ("draw", "other.yaml"),
    ("page", "other.yaml", "-o", "x.html"),
    ("simulate", "other.yaml"),
    ("week", "other.yaml"),
    ("export", "other.yaml", "--to", "dot"),
    ("sources", "other.yaml"),
    ("compare", "standard", "--with", "other.yaml"),
    ("diff", "standard", "other.yaml"),
    ("try", "s.yaml", "--pathway", "other.yaml"),
    ("place", "standard", "--client", "other.yaml"),
    ("rules", "other.yaml"),
    ("check", "standard", "--against", "other.yaml"),
)


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        (command, kind)
        for command, kind in itertools.product(COMMANDS, OTHERS)
        if not ("--client" in command and kind.startswith("client"))
        and not ({"rules", "--against"} & {*command} and kind == "rule-set")
    ],
)
def test_every_file_of_a_command_is_refused_when_it_is_of_another_kind(
    command: tuple[str, ...], kind: str, run: Run
) -> None:
    write("other.yaml", OTHERS[kind])
    write("s.yaml", "iopkit: 1\npathway: standard\nsituations: [{name: A, expect: {not: iop}}]\n")

    result = run(*command)

    assert result.exit_code in {1, 2}
    assert "other.yaml" in result.output
    assert ": error: " in result.output
    assert PLANTED not in result.output
    assert not Path("x.html").exists()


@pytest.mark.parametrize("kind", ["client", "broken-client", "situations", "run", "list"])
@pytest.mark.parametrize("key", ["people", "from_file"])
def test_a_table_that_is_none_is_told_without_what_stands_in_it(
    key: str, kind: str, run: Run
) -> None:
    write("other.csv", OTHERS[kind])
    when = "" if key == "from_file" else "rate: 1 per day, "
    write(
        "a.yaml",
        f"iopkit: 1\nid: a\ntitle: A\nlevels: {{iop: {{title: I, rank: 1}}}}\narrivals:\n"
        f"  door: {{to: iop, {when}{key}: other.csv}}\n",
    )

    result = run("check", "a.yaml")

    assert "other.csv" in result.output
    assert PLANTED not in result.output
    assert result.exit_code in {1, 2}
