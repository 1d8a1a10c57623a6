"""What a client answered never stands in an error, whatever command is given the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from iopkit.cli import main

if TYPE_CHECKING:
    from commands import Run

ANSWER: Final = "ZebraAnswer"
"""No file of iopkit and no message says this."""

FILES: Final = {
    "client": f"iopkit: 1\nfacts:\n  withdrawal_risk: {ANSWER}\n  cravings: 3\nlevel: iop\n",
    "flow": f"iopkit: 1\nfacts: {{withdrawal_risk: {ANSWER}, cravings: 3}}\n",
    "list": f"iopkit: 1\nfacts: [{ANSWER}, 3]\nhistory: [{{level: {ANSWER}}}]\n",
    "unclosed": f'iopkit: 1\nfacts:\n  c: "{ANSWER}\n',
    "without a head": f"withdrawal_risk: {ANSWER}\n",
    "misspelt": f"iopkit: 1\nfact: {{withdrawal_risk: {ANSWER}}}\n",
    "named": f"iopkit: 1\nname: {ANSWER} {ANSWER}\nfacts: {{cravings: {ANSWER}}}\n",
    "twice": f"iopkit: 1\nfacts: {{a: {ANSWER}, a: {ANSWER}}}\nfacts: {ANSWER}\n",
    "days": f"iopkit: 1\ndays_in_level: {ANSWER}\nhistory: {ANSWER}\n",
    "tagged": f"iopkit: 1\nfacts: !secret {ANSWER}\nlevel: &{ANSWER} iop\n",
    "text": f"{ANSWER}\n",
    "sequence": f"- {ANSWER}\n- {ANSWER}: {ANSWER}\n",
    "table": f"level,days,withdrawal_risk\niop,3,{ANSWER}\n{ANSWER},{ANSWER},none\n",
    "semicolons": f"sep=;\nlevel;withdrawal_risk\niop;{ANSWER}\n",
    "json": f'{{"facts": {{"withdrawal_risk": "{ANSWER}"}}',
    "situations": f"iopkit: 1\npathway: standard\nsituations:\n  - {{facts: {ANSWER}}}\n",
    "overlay": "iopkit: 1\nid: a\ntitle: A\nextends: answers.yaml\n",
    "part": "iopkit: 1\nid: a\ntitle: A\nuses: [answers.yaml]\n",
}
"""Files that hold an answer, or name one that does; most of them are damaged."""

COMMANDS: Final = [
    "check F",
    "check F --prove",
    "check standard --against F",
    "compare F --set levels.iop.places=3 --days 10",
    "compare standard --with F --days 10",
    "diff F standard",
    "diff standard F",
    "draw F",
    "draw standard --run F",
    "export F --to mermaid",
    "page F -o page.html",
    "place F --client F",
    "place standard --client F",
    "place standard --clients F",
    "place F --clients F",
    "report F -o report.html",
    "rules F",
    "show F",
    "show F --rules",
    "simulate F --days 10",
    "simulate standard --days 10 --warm-up 0 --census F",
    "sources F",
    "try F",
    "try F --pathway standard",
    "try F --pathway F",
    "week F",
]

HEADS: Final = {
    "table": ["level,days,withdrawal_risk"],
    "semicolons": ["sep=;", "level;withdrawal_risk"],
}
"""The rows of tables that name columns."""

SCRAPS: Final = ["", "\n", ":", " ", "'", '"', "{", "]", "- ", "\t", "#", ","]


def said(words: list[str]) -> tuple[str, int]:
    done = CliRunner().invoke(main, words, prog_name="iopkit")
    return done.output, done.exit_code


def check(command: str, name: str, *, as_json: bool) -> None:
    words = [name if each == "F" else each for each in command.split()]
    output, code = said([*words, "--json"] if as_json else words)

    assert ANSWER.casefold() not in output.casefold()
    assert code in {0, 1, 2}


@pytest.mark.parametrize("kind", FILES)
def test_no_command_repeats_an_answer(run: Run, kind: str) -> None:
    Path("file.yaml").write_text(FILES[kind], encoding="utf-8")
    Path("file.csv").write_text(FILES[kind], encoding="utf-8")
    Path("answers.yaml").write_text(FILES["client"], encoding="utf-8")

    for command in COMMANDS:
        check(command, "file.csv" if "--clients" in command else "file.yaml", as_json=False)
    done = run("place", "standard", "--client", "-", stdin=FILES[kind])
    assert ANSWER not in done.output
    json.loads(run("check", "file.yaml", "--json").stdout)


@settings(
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    kind=st.sampled_from(sorted(FILES)),
    damage=st.lists(
        st.tuples(
            st.integers(0, 300),
            st.integers(0, 3),
            st.sampled_from(SCRAPS),
        ),
        max_size=3,
    ),
    command=st.sampled_from(COMMANDS),
    as_json=st.booleans(),
)
@example(kind="client", damage=[(10, 0, "levels: {}\n")], command="check F", as_json=False)
@example(kind="client", damage=[(0, 0, "id: a\nlevels: 3\n")], command="show F", as_json=True)
def test_no_damage_makes_a_command_repeat_an_answer(
    run: Run, kind: str, damage: list[tuple[int, int, str]], command: str, *, as_json: bool
) -> None:
    del run  # which only enters an empty folder
    text = FILES[kind]
    for place, length, scrap in damage:
        at = place % (len(text) + 1)
        if ANSWER in text[:at] + scrap + text[at + length :]:
            text = text[:at] + scrap + text[at + length :]
    # In a row that names columns it would be a name, which is told so that it can be found.
    assume(all(line in text.splitlines() for line in HEADS.get(kind, ())))
    name = "damaged.csv" if "--clients" in command else "damaged.yaml"
    Path(name).write_text(text, encoding="utf-8")
    Path("answers.yaml").write_text(FILES["client"], encoding="utf-8")

    check(command, name, as_json=as_json)
