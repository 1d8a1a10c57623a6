"""Queues, intakes, calendars, changes at reviews: as a file says them."""

import pytest

from iopkit.criteria.language.parse import parse
from iopkit.errors import PathwayError
from iopkit.files.compose.dump import dump
from iopkit.files.compose.load import examine_text, loads
from iopkit.model.basis import Basis
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway
from iopkit.model.rule import Rule
from iopkit.model.simulation.capacity_schedule import CapacitySchedule, Displaces
from iopkit.model.simulation.cohort_start import CohortStart
from iopkit.model.simulation.distribution import Distribution, DistributionFamily
from iopkit.model.simulation.fact_change import FactChange
from iopkit.model.simulation.queue import QueueDiscipline

HEAD = """\
iopkit: 1
id: base
title: Base
sources: {book: {title: Book}}
assessment:
  pregnant: {ask: "Pregnant?", yes_no: true}
  answer: {ask: "Answer?", choice: ["yes", "no", "maybe"]}
  cravings: {ask: "Cravings?", number: 0 to 10}
  home: {ask: "Home?", scale: [weak, strong]}
levels:
  php: {title: PHP, rank: 4}
  iop:
    title: IOP
    rank: 3
    review: every 7 days
"""
TAIL = "outcomes: {gone: {title: Gone}}\n"


def text(*lines: str) -> str:
    return HEAD + "".join(f"    {line}\n" for line in lines) + TAIL


def iop(*lines: str) -> Level:
    pathway = loads(text(*lines))
    assert loads(dump(pathway)) == pathway
    return pathway.level("iop")


def errors(*lines: str) -> list[str]:
    found = examine_text(text(*lines), name="f").errors
    return [f"{c.line}:{c.column} {c.code}: {c.message}" for c in found]


BOOK = Basis(source="book")


def test_a_queue_ranks_and_has_an_end() -> None:
    level = iop(
        "queue:",
        "  first: [pregnant, {if: home = weak, source: book}, days_waiting >= 2 weeks]",
        "  patience: {median: 3 weeks, spread: 1.1}",
        "  gives_up: gone",
    )

    assert level.queue == QueueDiscipline(
        first=[
            Rule(criterion=parse("pregnant")),
            Rule(criterion=parse("home = weak"), basis=BOOK),
            Rule(criterion=parse("days_waiting >= 2 weeks")),
        ],
        patience=Distribution(
            shape=DistributionFamily.LOGNORMAL, given={"median": 21, "spread": 1.1}
        ),
        gives_up="gone",
    )


@pytest.mark.parametrize(
    ("written", "intake"),
    [
        ("{with: 8}", CohortStart(size=8)),
        ("{every: 4 weeks, from: 1 week}", CohortStart(every=28, first_day=7)),
        ("{with: 8, every: 1 month, source: book}", CohortStart(size=8, every=30.4375, basis=BOOK)),
    ],
)
def test_an_intake_is_a_group_or_a_day_or_both(written: str, intake: CohortStart) -> None:
    assert iop(f"intake: {written}").intake == intake


@pytest.mark.parametrize(
    ("written", "calendar"),
    [
        (
            "[{from: 365 days, places: 48}, {from: 730 days, places: unlimited}]",
            CapacitySchedule(steps=[(365, 48), (730, None)]),
        ),
        (
            (
                "{steps: [{from: 0 days, places: 9}], period: 7 days, displaces: first, "
                "displaced_to: php, source: book}"
            ),
            CapacitySchedule(
                steps=[(0, 9)],
                period=7,
                displaces=Displaces.FIRST,
                displaced_to="php",
                basis=BOOK,
            ),
        ),
    ],
)
def test_a_calendar_is_its_steps_or_more(written: str, calendar: CapacitySchedule) -> None:
    assert iop(f"calendar: {written}").calendar == calendar


def test_changes_are_amounts_and_shares_in_the_words_of_the_question() -> None:
    level = iop(
        "progress:",
        "  cravings: {by: {uniform: -2 to 1}, source: book}",
        "  home: {by: 0.5}",
        "  pregnant: {becomes: {yes: 0.1, no: 0.2}}",
        "  answer: {becomes: {yes: 0.1, no: 0.2}}",
    )
    moved = Distribution(shape=DistributionFamily.UNIFORM, given={"low": -2, "high": 1}, basis=BOOK)

    assert level.progress == (
        FactChange(fact="cravings", by=moved, basis=BOOK),
        FactChange(fact="home", by=Distribution.fixed(0.5)),
        FactChange(fact="pregnant", becomes=[(True, 0.1), (False, 0.2)]),
        FactChange(fact="answer", becomes=[("yes", 0.1), ("no", 0.2)]),
    )


def test_moves_are_made_at_a_review_and_hold_a_place() -> None:
    moves = (
        "transitions:\n"
        "  - {from: iop, to: php, at: review, when: cravings > 8}\n"
        "  - {from: php, to: iop, hold: true, share: 1, stay: 9 days}\n"
    )
    pathway = loads(text() + moves)

    up, down = pathway.transitions
    assert (up.at_review, up.hold, down.at_review, down.hold) == (True, False, False, True)
    assert loads(dump(pathway)) == pathway
    assert "at: review" in dump(pathway)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "queue: {first: [{if: pregnant, prefer: true}]}",
            "16:5 bad-value: the rules of a queue only rank: leave 'prefer' out",
        ),
        (
            "queue: {patience: 21 days}",
            "16:5 bad-value: say with 'gives_up' where those go whose patience ends",
        ),
        (
            "queue: {gives_up: gone}",
            "16:5 bad-value: say with 'patience' how long clients wait before they give up",
        ),
        (
            "queue: {patience: -3 days, gives_up: gone}",
            "16:23 not-a-duration: a duration cannot be below 0",
        ),
        ("intake: {}", "16:5 bad-value: an intake needs the size of a group, an interval, or both"),
        ("intake: {with: 0}", "16:20 bad-value: this must be 1 or more, not 0"),
        ("intake: {every: 0 days}", "16:21 bad-value: every must be more than 0, got 0"),
        ("calendar: [{from: 3 days}]", "16:16 missing-key: a step of a calendar needs 'places'"),
        (
            "calendar: [{from: 3 days, places: many}]",
            "16:39 not-a-number: this must be a number or unlimited, not 'many'",
        ),
        (
            "calendar: [{from: 3 days, places: 5}, {from: 1 day, places: 4}]",
            "16:5 bad-value: a calendar needs days of 0 or more, each later than the one before",
        ),
        (
            "progress: {cravings: {}}",
            "16:16 missing-key: a change needs one of by, becomes",
        ),
        (
            "progress: {cravings: {by: 1, becomes: {weak: 1}}}",
            "16:34 one-of: 'by' and 'becomes' exclude each other",
        ),
        (
            "progress: {pregnant: {becomes: {perhaps: 0.1}}}",
            "16:37 unknown-key: the answers to this question are yes and no",
        ),
        (
            "progress: {home: {becomes: 0.3}}",
            "16:32 wrong-form: this must be a share for each answer, not a number",
        ),
        (
            "progress: {home: {becomes: {weak: 0.7, strong: 0.7}}}",
            "16:16 bad-value: the shares of a change of 'home' must add up to at most 1",
        ),
        (
            "admit: [days_waiting > 3]",
            "16:13 not-waiting: 'days_waiting' is known only of those who wait for a level",
        ),
        (
            "queue: {first: [pregnant, days_wating > 3]}",
            "16:31 unknown-fact: no fact named 'days_wating'",
        ),
    ],
)
def test_what_cannot_be_is_found_at_its_place(line: str, found: str) -> None:
    assert errors(line) == [found]


def test_a_move_at_a_review_has_no_share() -> None:
    moves = "transitions: [{from: iop, to: php, at: review, share: 1, stay: 9 days}]\n"

    found = examine_text(text() + moves).errors

    assert "'at' and 'share' exclude each other" in {error.message for error in found}


def find(_name: str) -> tuple[str, str]:
    lines = (
        "places: 20",
        "queue: {first: [pregnant], patience: 21 days, gives_up: gone, source: book}",
        "intake: {with: 8, source: book}",
        "calendar: {steps: [{from: 9 days, places: 5}], period: 30 days, source: book}",
        "progress: {cravings: {by: 1, source: book}, home: {by: 1}}",
    )
    moves = (
        "transitions:\n"
        "  - {from: iop, to: php, share: 1, stay: 9 days, hold: true}\n"
        "  - {from: php, to: gone, share: 1, stay: 9 days}\n"
    )
    return "base.yaml", text(*lines) + moves


def over(lines: str) -> Pathway:
    head = "iopkit: 1\nid: own\ntitle: Own\nextends: base\n"
    return loads(head + lines, name="own.yaml", find=find)


def test_a_file_that_extends_changes_one_thing_and_keeps_the_others() -> None:
    level = over("levels: {iop: {queue: {patience: 9 days}}}").level("iop")

    assert level.queue is not None
    assert level.queue.patience == Distribution.fixed(9)
    assert level.queue.gives_up == "gone"
    assert level.queue.first == (Rule(criterion=parse("pregnant"), basis=BOOK),)


def test_what_another_file_changes_has_its_own_basis() -> None:
    level = over("levels: {iop: {intake: {with: 9}, progress: {cravings: {by: 2}}}}").level("iop")

    assert level.intake == CohortStart(size=9)
    assert level.progress[0] == FactChange(fact="cravings", by=Distribution.fixed(2))


def test_another_list_of_days_is_another_calendar_and_a_key_is_one_key() -> None:
    whole = over("levels: {iop: {calendar: [{from: 1 day, places: 3}]}}").level("iop").calendar
    part = over("levels: {iop: {calendar: {period: 60 days}}}").level("iop").calendar

    assert whole == CapacitySchedule(steps=[(1, 3)])
    assert part == CapacitySchedule(steps=[(9, 5)], period=60)


def test_a_change_at_reviews_can_be_removed_and_turned_into_another() -> None:
    level = over(
        "levels: {iop: {progress: {cravings: {remove: true}, home: {becomes: {weak: 0.1}}}}}"
    ).level("iop")

    assert level.progress == (FactChange(fact="home", becomes=[("weak", 0.1)]),)


@pytest.mark.parametrize("key", ["queue", "intake", "calendar"])
def test_what_clients_wait_by_can_be_removed(key: str) -> None:
    assert getattr(over(f"levels: {{iop: {{{key}: {{remove: true}}}}}}").level("iop"), key) is None


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("{iop: {intake: null}}", "nothing is written after 'intake:'"),
        ("{php: {intake: {remove: true}}}", "'intake' cannot be removed: it is not there"),
        ("{iop: {queue: {remove: false}}}", "after 'remove' stands true and nothing else"),
    ],
)
def test_what_removes_nothing_is_told(lines: str, words: str) -> None:
    with pytest.raises(PathwayError, match=words):
        over(f"levels: {lines}")


def test_a_move_after_a_stay_becomes_one_at_a_review_and_back() -> None:
    moves = (
        "transitions: [{from: iop, to: php, at: review, hold: false},"
        " {from: iop, to: gone, share: 1, stay: 3 days}]"
    )
    up = over(moves).transitions[0]

    assert (up.at_review, up.share, up.stay, up.hold) == (True, None, None, False)


def test_a_group_that_never_fits_is_a_warning() -> None:
    def warned(*lines: str) -> list[str]:
        found = examine_text(text(*lines)).complaints
        return [c.message for c in found if c.code == "group-too-large"]

    assert warned("places: 6", "intake: {with: 8}") == [
        "'iop' begins 8 clients at once, but never has more than 6 places"
    ]
    assert warned("places: 8", "intake: {with: 8}") == []
    assert warned("intake: {with: 8}") == []
    later = "calendar: [{from: 9 days, places: 8}]"
    assert warned("places: 6", "intake: {with: 8}", later) == []


def test_what_a_queue_asks_is_used_and_where_clients_give_up_to_can_be_entered() -> None:
    lines = (
        "places: 3",
        (
            "queue: {first: [pregnant, answer = maybe, home = weak, cravings > 3], "
            "patience: 9 days, gives_up: php}"
        ),
    )
    moves = "transitions: [{from: iop, to: gone}, {from: php, to: gone}]\n"
    arrivals = "arrivals: {door: {to: iop, rate: 1 per day}}\n"

    found = examine_text(text(*lines) + moves + arrivals).complaints

    assert [c.code for c in found] == ["unused-source"]
