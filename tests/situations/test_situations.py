"""What five public texts about intensive outpatient programs say, as situations.

Each text has a pathway and a file of situations in this folder. Where two texts contradict each
other, their pathways must differ in just that, and a situation of the one must fail on the other.
"""

from pathlib import Path

import pytest

from iopkit.criteria.placement.situation_result import try_situation
from iopkit.files.compose.load import load
from iopkit.files.compose.situation_file import load_situations
from iopkit.files.diff.pathway_diff import diff
from iopkit.model.transition import TransitionKind

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*-situations.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_situation_comes_out_as_expected(path: Path) -> None:
    held = load_situations(path)
    tried = [try_situation(each, held.pathway, held.rule_sets) for each in held.situations]

    assert tried
    assert [each.situation.name for each in tried if not each.is_expected] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_situation_names_its_source(path: Path) -> None:
    assert all(each.source for each in load_situations(path).situations)


CONTRADICTIONS = [
    ("guide", "crest-view", "iop > length", "8 to 12 weeks", "4 to 6 weeks"),
    ("general", "miracles", "iop > days", "5", "at least 3"),
    ("robert-alexander", "six-hours", "iop > hours", "unknown", "6"),
    ("general", "guide", "iop > admit", "completed detox or completed residential", None),
    ("guide", "robert-alexander", "iop > admit", "completed detox", None),
    ("crest-view", "guide", "iop > admit", "completed residential", None),
    ("general", "miracles", "iop > admit", "mental_illness <= minor", None),
    ("lighthouse", "most-programs", "twelve-step > strength", "encouraged", "required"),
]


@pytest.mark.parametrize(("a", "b", "way", "says", "other"), CONTRADICTIONS)
def test_two_texts_contradict_each_other_and_the_difference_says_where(
    a: str, b: str, way: str, says: str, other: str | None
) -> None:
    one, two = (load(HERE / f"{name}.yaml") for name in (a, b))
    found = [each for each in diff(one, two).values if " > ".join(each.way) == way]

    (match,) = [each for each in found if each.a and each.a.text.startswith(says)]
    assert match.a
    assert match.a.origin
    assert match.a.origin.file.endswith(".yaml")
    assert (match.b.text if match.b else None) == other


@pytest.mark.parametrize(
    ("text", "name", "elsewhere"),
    [
        ("guide", "The program lasts eight to twelve weeks", "crest-view"),
        ("crest-view", "The program lasts four to six weeks", "guide"),
        ("robert-alexander", "A first treatment may begin in the IOP", "general"),
        ("robert-alexander", "A first treatment may begin in the IOP", "guide"),
        ("robert-alexander", "A first treatment may begin in the IOP", "crest-view"),
        ("guide", "After detox alone the IOP is open", "crest-view"),
        ("guide", "Residential treatment without detox before is not enough", "general"),
        (
            "general",
            "A moderate mental illness as well is too much for this IOP",
            "robert-alexander",
        ),
        ("general", "A moderate mental illness as well is too much for this IOP", "miracles"),
        ("lighthouse", "12-step meetings are encouraged", "most-programs"),
        ("guide", "12-step meetings are encouraged", "crest-view"),
        ("robert-alexander", "Several hours a week may or may not be nine", "six-hours"),
    ],
)
def test_a_situation_of_one_text_fails_on_another(text: str, name: str, elsewhere: str) -> None:
    other = load(HERE / f"{elsewhere}.yaml")
    held = load_situations(HERE / f"{text}-situations.yaml", pathway=other)
    (situation,) = [each for each in held.situations if each.name == name]

    assert not try_situation(situation, other, held.rule_sets).is_expected


@pytest.mark.parametrize(("start", "to"), [("residential", "php"), ("php", "iop")])
def test_what_a_text_calls_lower_is_left_by_a_step_down(start: str, to: str) -> None:
    (move,) = [each for each in load(HERE / "general.yaml").leaving(start) if each.to == to]

    assert move.kind is TransitionKind.STEP_DOWN


def test_fewer_hours_than_nine_fail_with_the_reason() -> None:
    held = load_situations(
        HERE / "robert-alexander-situations.yaml", pathway=load(HERE / "six-hours.yaml")
    )
    tried = try_situation(held.situations[-1], held.pathway, held.rule_sets)

    assert str(tried.verdict) == "not met"
    assert [each.reason.recorded for each in tried.deciding] == ["hours_per_week is 6"]
