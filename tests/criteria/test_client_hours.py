"""What a client takes of the staff on average, against groups of clients who stand still."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopkit.criteria.language.parse import parse
from iopkit.criteria.rule_sets.client_hours import ClientHours, client_hours
from iopkit.criteria.rule_sets.staff_hours import staff_hours
from iopkit.model.basis import Figure
from iopkit.model.level import Level
from iopkit.model.pathway import Pathway
from iopkit.model.program import Program
from iopkit.model.range import Range
from iopkit.model.schedule.track import Track
from iopkit.model.service import Format, Need, Service

TWO_HOURS = Range.exactly(120)
THREE = Range.exactly(3)
GROUP = Service(therapy="group", sessions=THREE, minutes=TWO_HOURS, size=12, led_by=["nurse"])
ALONE = attrs.evolve(GROUP, therapy="talk", format=Format.INDIVIDUAL, size=None)
NURSE = ("nurse",)


def program(*services: Service, tracks: int = 0) -> Program:
    times = [Track(id=f"track-{i}") for i in range(tracks)]
    return Program(id="day", title="Day", services=services, tracks=times)


@pytest.mark.parametrize(
    ("service", "hours"),
    [
        (GROUP, ClientHours(0.5, 0.5, not_full=6)),
        (ALONE, ClientHours(6, 6)),
        (attrs.evolve(GROUP, format=Format.FAMILY), ClientHours(0.5, 0.5, not_full=6)),
        (attrs.evolve(GROUP, size=1), ClientHours(6, 6)),
        (attrs.evolve(GROUP, size=None), ClientHours(0, None)),
        (attrs.evolve(GROUP, minutes=Range()), ClientHours(0, None)),
        (attrs.evolve(ALONE, sessions=Range(1, 2)), ClientHours(2, 4)),
        (attrs.evolve(ALONE, sessions=Range(1, None)), ClientHours(2, None)),
        (attrs.evolve(ALONE, audience=parse("veteran")), ClientHours(0, 6)),
        (attrs.evolve(ALONE, group="women"), ClientHours(0, 6)),
    ],
)
def test_a_group_shares_its_leader_and_one_alone_has_the_leader_alone(
    service: Service, hours: ClientHours
) -> None:
    assert client_hours(program(service)) == {NURSE: hours}


@pytest.mark.parametrize("need", [Need.OPTIONAL, Need.AS_NEEDED])
def test_what_is_not_for_every_client_is_left_out(need: Need) -> None:
    assert client_hours(program(attrs.evolve(GROUP, need=need))) == {}


def test_services_of_the_same_leaders_add_up_and_those_of_others_stand_apart() -> None:
    other = attrs.evolve(ALONE, led_by=["nurse", "counselor"])

    assert client_hours(program(GROUP, ALONE, other, attrs.evolve(ALONE, led_by=()))) == {
        NURSE: ClientHours(6.5, 6.5, not_full=6),
        ("nurse", "counselor"): ClientHours(6, 6),
        (): ClientHours(6, 6),
    }


def test_of_two_services_in_place_of_each_other_a_client_may_have_either() -> None:
    instead = attrs.evolve(ALONE, instead_of="group", led_by=["counselor"])

    found = client_hours(program(GROUP, instead))

    assert found[NURSE].low == found["counselor",].low == 0
    assert found["counselor",].high == 6


@given(
    st.lists(
        st.builds(
            Service,
            therapy=st.just("group"),
            format=st.sampled_from(Format),
            sessions=st.sampled_from([THREE, Range(1, 2)]),
            minutes=st.sampled_from([TWO_HOURS, Range(30, 50)]),
            size=st.none() | st.integers(1, 9),
            led_by=st.just(["nurse"]),
        ),
        min_size=1,
        max_size=3,
    ),
    st.integers(0, 3),
    st.integers(0, 40),
)
def test_the_hours_of_a_number_that_stands_still_are_within_the_range(
    services: list[Service], tracks: int, clients: int
) -> None:
    day = program(*services, tracks=tracks)
    level = Level(id="iop", title="IOP", rank=1, places=Figure(float(clients)), programs=["day"])
    (counted,) = staff_hours(Pathway(id="p", title="P", levels=[level], programs=[day]))

    hours = client_hours(day)[NURSE]

    assert hours.low * clients <= (counted.core.low or 0) + 1e-9
    if hours.high is not None and counted.core.high is not None:
        most = hours.high * clients + hours.not_full * min(clients, max(tracks, 1))
        assert counted.core.high <= most + 1e-9
