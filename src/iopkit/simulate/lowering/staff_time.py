"""What the clients of a simulation take of the staff's time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.criteria.rule_sets.client_hours import ClientHours, client_hours

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from iopkit.model.pathway import Pathway
    from iopkit.model.program import Program


@attrs.frozen(kw_only=True)
class StaffNeed:
    """What clients take of those who may lead some services.

    A client of a level with several programs follows one of them, nobody says which, so the least
    and the most that any of them takes are the ends of a range.

    Parameters
    ----------
    led_by
        Who may lead; empty for services of which nobody says who leads them.
    per_client
        Number of a level, and the least and the most that each client there takes; the most is
        None where nobody knows. [h/week]
    not_full
        For each program with groups: the levels that offer it, its tracks, and what one session of
        every group takes. [h/week]
    """

    led_by: tuple[str, ...]
    per_client: tuple[tuple[int, float, float | None], ...]
    not_full: tuple[tuple[tuple[int, ...], int, float], ...]

    @property
    def is_exact(self) -> bool:
        """Whether the least is also the most."""
        return not self.not_full and all(low == high for _, low, high in self.per_client)

    def hours(self, census: Sequence[float]) -> tuple[float, float | None]:
        """Return the least and the most hours for so many clients on average. [h/week]

        Parameters
        ----------
        census
            Clients in active stay at each level, averaged over time. [clients]
        """
        low = sum(census[level] * least for level, least, _ in self.per_client)
        high = 0.0
        for level, _, most in self.per_client:
            if most is None:
                return low, None
            high += census[level] * most
        for levels, tracks, group in self.not_full:
            # Fewer clients than tracks make no more groups than there are clients.
            high += group * min(sum(census[level] for level in levels), tracks)
        return low, high


def staff_needs(pathway: Pathway) -> tuple[StaffNeed, ...]:
    """Return what clients take of each set of people who may lead, as far as programs say.

    Whoever leads only services of which no time is known is left out.
    """
    programs = {program.id: program for program in pathway.programs}
    hours = {name: client_hours(program) for name, program in programs.items()}
    levels = [level.programs for level in pathway.levels]
    leaders = dict.fromkeys(
        led_by for offered in levels for name in offered for led_by in hours[name]
    )
    needs = (_need(led_by, levels, programs, hours) for led_by in leaders)
    return tuple(each for each in needs if _says_something(each))


def _need(
    led_by: tuple[str, ...],
    levels: Sequence[tuple[str, ...]],
    programs: Mapping[str, Program],
    hours: Mapping[str, Mapping[tuple[str, ...], ClientHours]],
) -> StaffNeed:
    nothing = ClientHours()
    per_client = []
    for level, offered in enumerate(levels):
        each = [hours[name].get(led_by, nothing) for name in offered]
        if any(one != nothing for one in each):
            known = [one.high for one in each if one.high is not None]
            most = max(known) if len(known) == len(each) else None
            per_client.append((level, min(one.low for one in each), most))

    def not_full() -> Iterator[tuple[tuple[int, ...], int, float]]:
        for name, program in programs.items():
            group = hours[name].get(led_by, nothing).not_full
            offering = tuple(i for i, offered in enumerate(levels) if name in offered)
            if group and offering:
                yield offering, max(len(program.tracks), 1), group

    return StaffNeed(led_by=led_by, per_client=tuple(per_client), not_full=tuple(not_full()))


def _says_something(need: StaffNeed) -> bool:
    return any(low > 0 or most for _, low, most in need.per_client)
