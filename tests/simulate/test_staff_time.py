"""Hours of the staff for clients whose number varies."""

import pytest

from iopkit.model.level import Level
from iopkit.model.pathway import Pathway
from iopkit.model.program import Program
from iopkit.model.range import Range
from iopkit.model.schedule.track import Track
from iopkit.model.service import Format, Service
from iopkit.simulate.lowering.staff_time import StaffNeed, staff_needs

NURSE = ("nurse",)


def talk(hours: float) -> Service:
    return Service(
        therapy="talk",
        format=Format.INDIVIDUAL,
        sessions=Range.exactly(hours),
        minutes=Range.exactly(60),
        led_by=NURSE,
    )


def group(size: int | None) -> Service:
    return Service(
        therapy="group",
        sessions=Range.exactly(4),
        minutes=Range.exactly(60),
        size=size,
        led_by=NURSE,
    )


def needs(
    levels: dict[str, list[str]], programs: dict[str, list[Service]], tracks: int = 0
) -> tuple[StaffNeed, ...]:
    times = [Track(id=f"track-{i}") for i in range(tracks)]
    return staff_needs(
        Pathway(
            id="p",
            title="P",
            levels=[
                Level(id=name, title=name, rank=1, programs=offered)
                for name, offered in levels.items()
            ],
            programs=[
                Program(id=name, title=name, services=services, tracks=times)
                for name, services in programs.items()
            ],
        )
    )


def test_individual_sessions_grow_with_the_clients_of_every_level() -> None:
    (need,) = needs({"iop": ["a"], "php": ["b"]}, {"a": [talk(1)], "b": [talk(2)]})

    assert need.led_by == NURSE
    assert need.is_exact
    assert need.hours([10, 3.5]) == (17, 17)


def test_groups_take_at_least_a_share_of_their_leader_and_at_most_one_group_more() -> None:
    (need,) = needs({"iop": ["a"]}, {"a": [group(8)]})

    assert not need.is_exact
    assert need.hours([12]) == (6, 6 + 4)
    # Half a client on average is nobody half of the time.
    assert need.hours([0.5]) == (0.25, 0.25 + 2)
    assert need.hours([0]) == (0, 0)


def test_each_track_may_have_a_group_that_is_not_full() -> None:
    (need,) = needs({"iop": ["a"]}, {"a": [group(8)]}, tracks=2)

    assert need.hours([12]) == (6, 6 + 2 * 4)


def test_levels_that_share_a_program_share_its_groups() -> None:
    (need,) = needs({"iop": ["a"], "php": ["a"]}, {"a": [group(8)]})

    assert need.hours([8, 8]) == (8, 8 + 4)


def test_a_client_of_a_level_with_two_programs_follows_either() -> None:
    (need,) = needs({"iop": ["a", "b"]}, {"a": [talk(1)], "b": [talk(3)]})

    assert not need.is_exact
    assert need.hours([10]) == (10, 30)


def test_a_program_that_does_without_a_leader_takes_none_of_the_time() -> None:
    (need,) = needs({"iop": ["a", "b"]}, {"a": [talk(1)], "b": []})

    assert need.hours([10]) == (0, 10)


def test_what_nobody_knows_leaves_the_range_open() -> None:
    (need,) = needs({"iop": ["a"]}, {"a": [talk(1), group(None)]})

    assert need.hours([10]) == (10, None)


@pytest.mark.parametrize("programs", [{"a": [group(None)]}, {"a": []}])
def test_who_leads_nothing_of_a_known_time_is_left_out(
    programs: dict[str, list[Service]],
) -> None:
    assert needs({"iop": ["a"]}, programs) == ()


def test_a_program_that_no_level_offers_takes_nobody() -> None:
    assert needs({"iop": []}, {"a": [talk(1)]}) == ()
