"""A program and what stands beside a level, as `iopkit show --level` says it."""

from described import detail, sourced, staircase

from iopkit.files.compose.load import loads
from iopkit.terminal.style import DisplayStyle

PATHWAY = loads("""
iopkit: 1
id: here
title: Here
sources: {book: {title: Book}}
referrals: [a therapist, {by: the family, source: book}]
assessment:
  severe: {ask: "Severe?", yes_no: true}
levels:
  home: {title: Home, rank: 3, overnight: true, room_and_board: true, supervision: daytime,
    on_site: [psychiatrist, nurse]}
  iop: {title: IOP, rank: 2, supervision: none, program: day}
outcomes: {done: {title: Done, completes: true}}
programs:
  day:
    title: Day
    length: 4 weeks
    goals: [{goal: go back to work, source: book}]
    lengths: [{when: severe, length: up to 90 days, source: book}]
    tracks: {morning: "Mon, Tue 09:00-12:00", evening: {}, remote: {at: Sat, mode: online}}
    review: {value: every session, by: [therapist, nurse]}
    taper: fewer hours each week
    varies_with: severe
    services:
      - {therapy: group, mode: hybrid, produces: [a plan, worksheets]}
      - {therapy: alone, instead_of: group, for: severe, may_change: [the medication, the dose]}
supports:
  aa: {title: AA, levels: [iop], after: [iop, done], on_site: true, strength: required}
  house: {title: Sober house, after: home, on_site: false, source: book}
  phone: {title: Telephone, after: [home, iop]}
""")
LOOK = DisplayStyle(width=100)


def test_a_program_says_all_that_is_known_of_it() -> None:
    lines = [line.strip() for line in detail(PATHWAY, "iop", LOOK).splitlines()]

    for line in (
        "Supervision  none",
        "for those with severe, up to 90 days [book]",
        "set for each client by severe",
        "over time: fewer hours each week",
        "progress is reviewed every session, by therapist or nurse",
        "morning: Mon, Tue 09:00-12:00",
        "evening: times not stated",
        "remote: Sat, online",
        "meant to reach: go back to work [book]",
        "group: hybrid; gives a plan and worksheets",
        "alone: for clients with severe; in place of group; may change the medication or the dose",
    ):
        assert line in lines


def test_a_level_says_how_clients_live_there() -> None:
    page = detail(PATHWAY, "home", LOOK)

    assert "Supervision  daytime\n" in page
    assert "with room and board\n" in page
    assert "On site      psychiatrist and nurse\n" in page


def test_supports_stand_with_the_levels_that_they_go_with_or_follow() -> None:
    iop, home = (detail(PATHWAY, name, LOOK) for name in ("iop", "home"))

    assert "  AA: required, after iop or done, on site\n" in iop
    assert "Sober house" not in iop
    assert "  Sober house: offered, afterwards, after home, elsewhere [book]\n" in home
    assert "  Telephone: offered, afterwards, after home or iop" in home
    assert "AA:" not in home


def test_the_staircase_names_who_sends_clients_and_what_is_beside_the_levels() -> None:
    page = " ".join(staircase(PATHWAY, LOOK).split())

    assert "Sent by: a therapist; the family." in page
    assert "AA: required, at iop, after iop or done, on site" in page
    assert "Sober house: offered, after home, elsewhere" in page


def test_goals_and_referrals_stand_below_their_source() -> None:
    page = sourced(PATHWAY, LOOK)
    book, _, own = page.partition("Stated by the file's author")

    assert "clients come through the family" in book
    assert "goal of Day: go back to work" in book
    assert "length of Day for some clients: up to 90 days" in book
    assert "clients come through a therapist" in own
    assert "reviews in Day, at every session" in own
