"""Corrections change what is wrong and nothing else, and doing it twice changes nothing more."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iopkit.errors import UnreadableError
from iopkit.files.compose.load import examine_text
from iopkit.files.compose.repair import Repair, repair

SOUND = (Path(__file__).parents[2] / "examples" / "lakeside.yaml").read_text(encoding="utf-8")
KEYS = [
    match.span(1)
    for match in re.finditer(r"(?:^ *(?:- )?|[{,] ?)([a-z_]{4,}):", SOUND, re.MULTILINE)
]
HEAD = "iopkit: 1\nid: here\ntitle: Here\n"


def repaired(text: str) -> Repair:
    return repair(text, "f.yaml", lambda each: examine_text(each, name="f.yaml"))


def test_a_renamed_key_is_mended_whatever_else_is_wrong() -> None:
    entry = "  - {finding: no-level, because: they are referred}  # by phone\n"
    done = repaired(f"{HEAD}meant:\n{entry}nonsense: 1\n")

    assert done.text == f"{HEAD}accepted:\n{entry}nonsense: 1\n"
    assert [(each.line, each.code) for each in done.made] == [(4, "unknown-key")]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("levles: {iop: {title: IOP, rank: 3}}", "levels: {iop: {title: IOP, rank: 3}}"),
        ('levels: {"iop": {"tilte": IOP, rank: 3}}', 'levels: {"iop": {"title": IOP, rank: 3}}'),
        (
            "levels: {iop: {title: IOP, rank: 3, setting: clinc}}",
            "levels: {iop: {title: IOP, rank: 3, setting: clinic}}",
        ),
    ],
)
def test_a_slip_of_the_pen_is_corrected(wrong: str, right: str) -> None:
    done = repaired(HEAD + wrong)

    assert done.text == HEAD + right
    assert not done.examined.errors


@pytest.mark.parametrize(
    "wrong",
    [
        "levels: {iop: {title: IOP, rank: 3, plces: many}}",  # what it holds is wrong as well
        # Either may be the slip of the pen.
        ("levels: {iop: {title: IOP, rank: 3}}\nfloors: [{at_least: iopp, when: 'true'}]"),
        "levels: {iop: {title: IOP, title2: x, rank: 3}}",  # the key that is like it is there
        "levels: {iop: {title: IOP, rank: 3, admit: [home]}}",  # nothing is like it
    ],
)
def test_what_is_in_doubt_is_left_alone(wrong: str) -> None:
    done = repaired(HEAD + wrong)

    assert done.text == HEAD + wrong
    assert done.made == ()
    assert done.examined.errors


def test_what_is_no_yaml_is_not_repaired() -> None:
    with pytest.raises(UnreadableError):
        repaired("a: [")


@given(at=st.sampled_from(KEYS), data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_damaged_key_is_restored_or_left(at: tuple[int, int], data: st.DataObject) -> None:
    start, end = at
    key = SOUND[start:end]
    place = data.draw(st.integers(0, len(key) - 2))
    damaged = data.draw(
        st.sampled_from(
            [
                key[:place] + key[place + 1] + key[place] + key[place + 2 :],
                key[:place] + key[place + 1 :],
                key[:place] + key[place] + key[place:],
            ]
        )
    )
    text = SOUND[:start] + damaged + SOUND[end:]

    done = repaired(text)

    assert done.text in {text, SOUND}
    assert repaired(done.text) == Repair(text=done.text, examined=done.examined)
