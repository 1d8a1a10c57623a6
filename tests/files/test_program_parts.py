"""What a facility says beside numbers: it is read, written back, or refused with a reason."""

import pytest

from iopkit.files.compose.dump import dump
from iopkit.files.compose.load import examine_text, loads
from iopkit.model.basis import Basis
from iopkit.model.program import Program
from iopkit.model.range import Range
from iopkit.model.review import ProgressReview
from iopkit.model.service import Mode

HEAD = """
iopkit: 1
id: here
title: Here
sources: {book: {title: Book}}
assessment:
  severe: {ask: "Severe?", yes_no: true}
  functioning: {ask: "Functioning?", scale: [low, high]}
levels: {iop: {title: IOP, rank: 2, program: day}}
"""


def day(body: str) -> str:
    return f"{HEAD}programs:\n  day: {{title: Day, {body}}}\n"


def program(body: str) -> Program:
    pathway = loads(day(body))
    assert loads(dump(pathway)) == pathway
    return pathway.program("day")


@pytest.mark.parametrize(
    ("body", "short"),
    [
        ("goals: [{goal: stay sober}]", "goals: [stay sober]"),
        ("tracks: {evening: {at: Mon-Fri}}", "tracks: {evening: Mon-Fri}"),
        ("review: {value: each session}", "review: every session"),
        ("review: {value: 7 days}", "review: every 7 days"),
        ("review: at regular intervals", "review: regularly"),
        ("tracks: {evening: {}}", "tracks: {evening: {}}"),
        ("services: [{therapy: dbt, produces: [a plan]}]", "produces: a plan"),
        ("services: [{therapy: dbt, varies_with: [severe]}]", "varies_with: severe"),
    ],
)
def test_what_says_one_thing_is_written_short(body: str, short: str) -> None:
    assert short in dump(loads(day(body)))


def test_the_long_form_says_what_it_rests_on() -> None:
    found = program(
        "source: book, review: {value: every session, by: therapist}, "
        "goals: [work, {goal: sleep, source: null}, {goal: rest, assumption: hoped}]"
    )

    assert [goal.basis for goal in found.goals] == [
        Basis(source="book"),
        None,
        Basis(assumption="hoped"),
    ]
    assert found.review == ProgressReview(
        each_session=True, by=["therapist"], basis=Basis(source="book")
    )


def test_a_track_says_as_much_as_is_known() -> None:
    found = program('tracks: {a: {}, b: Mon-Fri, c: {at: "17:30-20:30", mode: online}}')

    assert [(len(track.days), track.start, track.mode) for track in found.tracks] == [
        (0, None, None),
        (5, None, None),
        (0, 1050, Mode.ONLINE),
    ]


def test_a_length_for_some_clients_stands_beside_the_usual_one() -> None:
    found = program("length: 30 days, lengths: [{when: severe, length: up to 90 days}]")

    assert (found.length, found.lengths[0].length) == (Range(30, 30), Range(None, 90))


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("goals: [3]", "needs-quotes", "put it in quotes"),
        ("goals: [{gaol: work}]", "unknown-key", "did you mean 'goal'?"),
        ("goals: work", "wrong-form", "this must be a list, not a text"),
        ("tracks: {late: evenings}", "not-a-track", "write it as Mon-Fri 09:00-12:00"),
        ("tracks: {late: {at: evenings}}", "not-a-track", "write it as Mon-Fri 09:00-12:00"),
        ("tracks: {late: }", "empty-value", "write {} after 'late:' when nobody says more"),
        ("tracks: {late: {mode: on line}}", "not-a-choice", "did you mean 'online'?"),
        ("review: weekly", "not-a-duration", "write it as every 7 days"),
        ("review: {by: therapist}", "missing-key", "a review needs 'value'"),
        ("lengths: [{when: severe, length: unknown}]", "bad-value", "such as up to 90 days"),
        ("lengths: [{when: sever, length: 9 days}]", "unknown-fact", "did you mean 'severe'?"),
        ("lengths: [{length: 9 days}]", "missing-key", "another length needs 'when'"),
        ("varies_with: sever", "unknown-fact", "did you mean 'severe'?"),
        (
            "services: [{therapy: dbt, varies_with: [severe, sever]}]",
            "unknown-fact",
            "no fact named 'sever'",
        ),
        (
            "services: [{therapy: group}, {therapy: alone, instead_of: grop}]",
            "unknown-therapy",
            "no therapy named 'grop'\n",
        ),
        ("services: [{therapy: group, instead_of: group}]", "unknown-therapy", "there are none"),
        ("goals: [{goal: work, source: bok}]", "unknown-source", "did you mean 'book'?"),
        ("review: {value: every session, source: bok}", "unknown-source", "did you mean 'book'?"),
    ],
)
def test_a_mistake_is_named_with_what_to_do(body: str, code: str, words: str) -> None:
    found = examine_text(day(body))

    assert found.pathway is None
    assert [complaint.code for complaint in found.errors] == [code]
    assert words in str(found.errors[0])


def test_a_name_is_pointed_at_where_it_stands() -> None:
    text = day("services: [{therapy: dbt, varies_with: [severe, sever]}]")

    (found,) = examine_text(text).errors

    line = text.splitlines()[found.line - 1]
    assert line[found.column - 1 :].startswith("sever]")


def test_a_service_that_cannot_be_read_is_not_missed_by_the_one_instead_of_it() -> None:
    text = day("services: [{therapy: group, size: x}, {therapy: A b}, {therapy: c, instead_of: d}]")

    assert "unknown-therapy" not in {c.code for c in examine_text(text).errors}


def test_a_fact_that_sets_a_dose_is_used() -> None:
    text = day("varies_with: severe, services: [{therapy: dbt, varies_with: functioning}]")

    assert "unused-fact" not in {c.code for c in examine_text(text).complaints}


@pytest.mark.parametrize(
    ("level", "warned"),
    [
        ("room_and_board: true", True),
        ("room_and_board: true, overnight: true", False),
        ("room_and_board: false", False),
    ],
)
def test_who_lives_at_a_level_sleeps_there(level: str, warned: bool) -> None:
    text = f"iopkit: 1\nid: h\ntitle: H\nlevels: {{r: {{title: R, rank: 2, {level}}}}}\n"

    codes = [complaint.code for complaint in examine_text(text).complaints]

    assert codes == (["room-not-overnight"] if warned else [])


REST = HEAD + "outcomes: {done: {title: Done}}\n"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("supports: {aa: {title: AA, after: doen}}", "unknown-level-or-outcome", "'done'?"),
        ("supports: {aa: {title: AA, on_site: yes}}", "not-true-or-false", "write true"),
        ("referrals: a therapist", "wrong-form", "this must be a list"),
        ("referrals: [{by: family, source: bok}]", "unknown-source", "did you mean 'book'?"),
    ],
)
def test_what_stands_around_the_levels_is_checked(text: str, code: str, words: str) -> None:
    found = examine_text(REST + "programs: {day: {title: Day}}\n" + text)

    assert [complaint.code for complaint in found.errors] == [code]
    assert words in str(found.errors[0])


def laid_over(body: str) -> Program:
    below = day(
        'source: book, goals: [work], review: every 7 days, tracks: {late: "Mon 17:30-20:30"}'
    )
    head = "iopkit: 1\nid: own\ntitle: Own\nextends: here\n"
    text = f"{head}programs: {{day: {{{body}}}}}\n"
    pathway = loads(text, find=lambda name: ("h", below) if name == "here" else None)
    assert loads(dump(pathway)) == pathway
    return pathway.program("day")


def test_a_map_is_laid_over_a_text_and_a_text_replaces_it() -> None:
    online = laid_over("tracks: {late: {mode: online}}").tracks[0]
    earlier = laid_over('tracks: {late: "Tue 16:00-18:00"}').tracks[0]
    checked = laid_over("review: {by: therapist}").review

    assert (online.start, online.mode) == (1050, Mode.ONLINE)
    assert (earlier.start, earlier.mode) == (960, None)
    assert checked == ProgressReview(days=7, by=["therapist"], basis=Basis(source="book"))


def test_what_another_file_states_anew_does_not_rest_on_the_old_source() -> None:
    found = laid_over("goals: [sleep], review: every session")

    assert [goal.goal for goal in found.goals] == ["sleep"]
    assert (found.goals[0].basis, found.review) == (None, ProgressReview(each_session=True))
    assert laid_over("taper: slowly").review == ProgressReview(days=7, basis=Basis(source="book"))


def test_a_track_can_be_removed() -> None:
    assert laid_over("tracks: {late: {remove: true}}").tracks == ()
