"""What stands under ``accepted`` names things that are there."""

from pathlib import Path

import pytest

from iopkit.files.compose.dump import dump
from iopkit.files.compose.load import examine, examine_text, load, loads

HEAD = """\
iopkit: 1
id: m
title: M
assessment: {pain: {ask: "Pain?", number: 0 to 10}}
levels:
  res: {title: Res, rank: 5, admit: [pain > 5]}
  out: {title: Out, rank: 1}
outcomes: {done: {title: Done}}
accepted:
"""


def complaints(entry: str) -> list[tuple[str, int, str, str]]:
    found = examine_text(f"{HEAD}  - {{{entry}, because: b}}\n").complaints
    return [(each.message, each.line, each.text[each.column - 1 :], each.hint) for each in found]


@pytest.mark.parametrize(
    ("entry", "message", "points_at", "hint"),
    [
        ("finding: refused, about: [res, outt]", "no level named 'outt'", "outt]", "'out'"),
        ("finding: refused, about: [dome, res]", "no level or outcome named", "dome,", "'done'"),
        ("finding: lower-when-worse, about: [pian]", "no fact named 'pian'", "pian]", "'pain'"),
        ("finding: never-met, about: [painn < 5]", "no fact named 'painn'", "painn <", "'pain'"),
        ('finding: overridden, about: [res, "pain <"]', "a value is missing", '"]', "a number"),
        (
            "finding: flapping, about: [res, out]",
            "does not tell which",
            "about",
            "LEVEL, LEVEL, LEVEL",
        ),
        ("finding: no-level, about: [res]", "does not tell which", "about", "leave 'about' out"),
        ("finding: never-met", "does not tell which", "{", "LEVEL OR CRITERION"),
    ],
)
def test_what_is_not_there_is_told_with_its_place(
    entry: str, message: str, points_at: str, hint: str
) -> None:
    ((said, line, at, helps),) = complaints(entry)

    assert message in said
    assert line == 10
    assert at.startswith(points_at)
    assert hint in helps


@pytest.mark.parametrize(
    "entry",
    [
        "finding: no-level",
        "finding: refused, about: [done, res]",
        "finding: never-met, about: [res]",
        'finding: never-met, about: ["pain>5"]',
        'finding: overridden, about: [res, "pain > 5 or completed out"]',
    ],
)
def test_what_is_there_may_be_named(entry: str) -> None:
    assert complaints(entry) == []


def test_what_an_extended_file_means_is_not_this_files_fault(tmp_path: Path) -> None:
    (tmp_path / "below.yaml").write_text(
        f"{HEAD}  - {{finding: never-placed, about: [out], because: b}}\n"
    )
    above = tmp_path / "above.yaml"
    text = "iopkit: 1\nid: a\ntitle: A\nextends: below.yaml\nlevels: {out: {remove: true}}\n"
    above.write_text(text)

    assert examine(above).complaints == ()


@pytest.mark.parametrize(
    "entry",
    [
        "finding: never-placed, about: [out]",
        "finding: refused, about: [done, out]",
        'finding: never-met, about: ["completed out"]',
        'finding: overridden, about: [res, "pain > 5 and completed out"]',
        "finding: lower-when-worse, about: [joy]",
        "finding: never-placed, about: [res, res]",
    ],
)
def test_what_is_meant_about_something_that_is_gone_is_gone_too(entry: str, tmp_path: Path) -> None:
    asked = HEAD.replace("assessment: {", 'assessment: {joy: {ask: "Joy?", number: 0 to 9}, ')
    kept = "finding: never-placed, about: [res]"
    listed = "".join(f"  - {{{each}, because: b}}\n" for each in (entry, kept))
    (tmp_path / "below.yaml").write_text(asked + listed)
    above = tmp_path / "above.yaml"
    above.write_text(
        "{iopkit: 1, id: a, title: A, extends: below.yaml, levels: {out: {remove: true}},"
        " assessment: {joy: {remove: true}}}"
    )

    pathway = load(above)

    assert [each.about for each in pathway.accepted] == [("res",)]
    assert pathway.origins["accepted", 0, "about"].line == 11
    assert loads(dump(pathway)) == pathway
