"""A pathway with everything that a simulation needs to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.errors import UnknownNameError
from iopkit.model.checks import is_number_of_places, not_negative, positive, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.model.arrivals import Arrivals
    from iopkit.model.pathway import Pathway


def _copied(places: Mapping[str, int | None]) -> dict[str, int | None]:
    return dict(places)


@attrs.frozen(kw_only=True)
class Scenario:
    """A pathway, who arrives, how many places there are, for how long, and with which seed.

    Parameters
    ----------
    pathway
        The pathway that clients move through.
    days
        Length of the simulated time, warm-up included. [days]
    warm_up
        Time at the start that no statistic counts. [days]
    replications
        How often the time is simulated, each with its own chance.
    seed
        Where chance starts: the same seed gives the same bytes.
    arrivals
        Who arrives; None for the arrivals that the pathway states.
    places
        Places that differ from the pathway's, by level; None as a value lifts the limit. [clients]

    Raises
    ------
    ValueError
        When a number cannot be what it is meant for, or the warm-up takes the whole time.
    UnknownNameError
        When places are given for a level that the pathway does not have.
    IntegrityError
        When the arrivals do not suit the pathway.
    """

    pathway: Pathway
    days: float = attrs.field(validator=positive)
    warm_up: float = attrs.field(default=0.0, validator=not_negative)
    replications: int = attrs.field(default=1, validator=[whole, positive])
    seed: int = attrs.field(default=0, validator=whole)
    arrivals: tuple[Arrivals, ...] | None = None
    places: dict[str, int | None] = attrs.field(factory=dict, converter=_copied)

    def __attrs_post_init__(self) -> None:
        """Refuse a warm-up that leaves nothing to count, a wild seed, places of no level."""
        if self.warm_up >= self.days:
            msg = (
                f"a warm-up of {self.warm_up:g} days leaves nothing of {self.days:g} days to count"
            )
            raise ValueError(msg)
        if not 0 <= self.seed < 2**64:
            msg = f"the seed must be a whole number from 0 to 2**64 - 1, got {self.seed}"
            raise ValueError(msg)
        if self.arrivals is not None:  # checked as if the pathway had stated them
            attrs.evolve(self.pathway, arrivals=self.arrivals)
        known = [level.id for level in self.pathway.levels]
        for level, places in self.places.items():
            if level not in known:
                raise UnknownNameError("level", level, known)
            if places is not None and not is_number_of_places(places):
                msg = (
                    f"places of '{level}' must be a whole number from 0 to a billion, got {places}"
                )
                raise ValueError(msg)

    @property
    def streams(self) -> tuple[Arrivals, ...]:
        """Who arrives: the scenario's own streams, else the pathway's."""
        return self.pathway.arrivals if self.arrivals is None else self.arrivals

    def places_of(self, level: str) -> int | None:
        """Return the places of a level; None for no limit. [clients]"""
        if level in self.places:
            return self.places[level]
        figure = self.pathway.level(level).places
        return None if figure is None else int(figure.value)
