"""Mistakes that people make often get the hint that they need."""

from pathlib import Path

import pytest

from iopkit.errors import PathwayError
from iopkit.files.compose.client_file import loads_client
from iopkit.files.compose.load import examine, examine_text, load

HEAD = "iopkit: 1\nid: here\ntitle: Here\n"
OVER = HEAD + "extends: standard\n"
IOP = HEAD + "levels:\n  iop: {title: IOP, rank: 3, "


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (OVER + "levels: {iopp: {places: 3}}", "a level needs 'title'|did you mean 'iop'?"),
        (OVER + "programs: {ph: {hours: 9}}", "a program needs 'title'|did you mean 'php'?"),
        (OVER + "levels: {IOP: {places: 3}}", "'IOP' is not an id|did you mean 'iop'?"),
        (HEAD + "levels: {Day care: {title: D, rank: 3}}", "write day-care, and 'Day care' as"),
        (HEAD + "extends: standard.yaml", "did you mean 'standard'?"),
        (IOP + "review: every week}", "'every week' is not a duration|write it as every 7 days"),
        (IOP + "review: weekly}", "write it as every 7 days"),
        (IOP + "places: none}", "not 'none'|write digits alone, or unlimited"),
        (IOP + "places:24}", "'places:24' is not known here|write a space after the ':'"),
        (IOP + "\xa0places: 24}", "it holds a non-breaking space"),
        (IOP + "review: '1,5 weeks'}", "write a point, not a comma: 1.5 weeks"),
        (
            IOP + "}\narrivals: {w: {to: iop, rate: '1,5 per week'}}",
            "write a point, not a comma: 1.5 per week",
        ),
        (HEAD.replace("1", '"1"'), "this can only be 1|remove the quotes"),
        (
            HEAD + "assessment: {ok: {ask: Ok?, yes_no: yes}}",
            "this can only be true|write true",
        ),
    ],
)
def test_a_frequent_mistake_gets_its_hint(text: str, words: str) -> None:
    said = "\n".join(map(str, examine_text(text).errors))

    for part in words.split("|"):
        assert part in said


def test_a_failed_extends_is_told_alone() -> None:
    text = OVER.replace("standard", "standrd") + (
        "levels: {iop: {places: 3}, php: {remove: true}}\n"
        "arrivals: {to-iop: {source: records}}\n"
        "transitions: [{from: iop, to: php, share: 0.2}]\n"
    )

    assert [c.code for c in examine_text(text).complaints] == ["extends-unknown"]


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        ("on", "must be yes or no"),
        ("unknown", "leave it out if it is not known"),
    ],
)
def test_an_answer_in_other_words_gets_a_hint_that_does_not_repeat_it(
    answer: str, hint: str
) -> None:
    with pytest.raises(PathwayError) as caught:
        loads_client(f"iopkit: 1\nfacts: {{physically_stable: {answer}}}", load("standard"))

    assert hint in str(caught.value)


def test_a_client_file_is_recognised_and_not_shown() -> None:
    examined = examine_text("iopkit: 1\nfacts: {relapsed: true}\n", name="c.yaml")

    (complaint,) = examined.complaints
    assert str(complaint) == (
        "c.yaml: error: this looks like a client file, not a pathway\n"
        "      iopkit place PATHWAY --client c.yaml"
    )


@pytest.mark.parametrize(
    ("text", "what", "instead"),
    [
        ("situations: [{name: a, expect: {level: iop}}]", "situation file", "iopkit try x.yaml"),
        ("id: a\nabout: program\nrules: [hours_per_week >= 9]", "rule set", "iopkit rules x.yaml"),
    ],
)
def test_other_kinds_of_file_are_sent_to_their_command(text: str, what: str, instead: str) -> None:
    examined = examine_text(f"iopkit: 1\n{text}\n", name="x.yaml")

    (complaint,) = examined.complaints
    assert str(complaint) == (
        f"x.yaml: error: this looks like a {what}, not a pathway\n      {instead}"
    )


def test_links_in_a_circle_are_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    (tmp_path / "b.yaml").symlink_to("a.yaml")

    with pytest.raises(PathwayError) as caught:
        examine(tmp_path / "a.yaml")
    assert "links here lead to one another in a circle" in str(caught.value)
    assert "Errno" not in str(caught.value)

    (tmp_path / "own.yaml").write_text(HEAD + "extends: a.yaml\n")
    assert "in a circle" in str(examine(tmp_path / "own.yaml").complaints[0])


@pytest.mark.parametrize(
    "text",
    [
        "levels: {iop: {title: I, rank: 1, admit: [home in ['2', 'yes'], stable]}}",
        "floors: [{at_least: iop, when: home in [a, b]}]",
    ],
)
def test_a_list_inside_a_criterion_on_one_line_is_put_in_quotes(text: str) -> None:
    with pytest.raises(PathwayError, match="put the criterion in quotes"):
        examine_text(f"{HEAD}{text}\n")
