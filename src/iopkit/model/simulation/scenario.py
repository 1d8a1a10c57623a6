"""A pathway with everything that a simulation needs to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.errors import IntegrityError, InvalidValueError, UnknownNameError
from iopkit.model.field_types import checked
from iopkit.model.simulation.arrivals import Dates
from iopkit.model.simulation.census import CENSUS, problems_with_census
from iopkit.model.simulation.settings import ScenarioSettings
from iopkit.model.validators import is_number_of_places, not_negative, positive, whole

if TYPE_CHECKING:
    import datetime as dt

    from iopkit.model.pathway import Pathway
    from iopkit.model.simulation.arrivals import ArrivalStream
    from iopkit.model.simulation.census import Census


MOST_DAYS: Final = 36_525_000
"""The longest simulated time, 100,000 years: an instant is still known to a millisecond. [days]"""


def _counted_from(start: dt.date | None, stream: ArrivalStream) -> ArrivalStream:
    if start is None or not isinstance(stream.when, Dates):
        return stream
    try:
        return attrs.evolve(stream, when=stream.when.counted_from(start))
    except ValueError as error:
        msg = f"stream '{stream.id}': {error}"
        raise InvalidValueError(msg) from None


@attrs.frozen(kw_only=True, field_transformer=checked)
class Scenario(ScenarioSettings):
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
    census
        Who is there already at day 0; None when the run starts empty.
    places, starts, discount
        See `ScenarioSettings`.

    Raises
    ------
    ValueError
        When a number cannot be what it is meant for, the warm-up takes the whole time, a stream
        is called as the clients of the census are, or somebody arrives before the run starts.
    UnknownNameError
        When places are given for a level that the pathway does not have.
    IntegrityError
        When the arrivals or the census do not suit the pathway; never repeats an answer.
    """

    pathway: Pathway
    days: float = attrs.field(validator=positive)
    warm_up: float = attrs.field(default=0.0, validator=not_negative)
    replications: int = attrs.field(default=1, validator=[whole, positive])
    seed: int = attrs.field(default=0, validator=whole)
    arrivals: tuple[ArrivalStream, ...] | None = None
    census: Census | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a warm-up that leaves nothing to count, a wild seed, places of no level."""
        if self.days > MOST_DAYS:
            msg = f"days must be at most {MOST_DAYS:,} (100,000 years), got {self.days:g}"
            raise InvalidValueError(msg, parameter="days")
        if self.warm_up >= self.days:
            msg = (
                f"a warm-up of {self.warm_up:g} days leaves nothing of {self.days:g} days to count"
            )
            raise InvalidValueError(msg)
        if not 0 <= self.seed < 2**64:
            msg = f"the seed must be a whole number from 0 to 2**64 - 1, got {self.seed}"
            raise InvalidValueError(msg)
        if self.arrivals is not None:  # checked as if the pathway had stated them
            attrs.evolve(self.pathway, arrivals=self.arrivals)
        self._check_start()
        for level, places in self.places.items():
            if not self.pathway.is_level(level):
                known = [level.id for level in self.pathway.levels]
                raise UnknownNameError("level", level, known)
            if places is not None and not is_number_of_places(places):
                msg = (
                    f"places of '{level}' must be a whole number from 0 to a billion, got {places}"
                )
                raise InvalidValueError(msg)

    def _check_start(self) -> None:
        """Refuse a census that does not suit the pathway, and arrivals before the run starts."""
        if self.census is not None:
            found = tuple(problems_with_census(self.census, self.pathway))
            if found:
                raise IntegrityError(found)
            if any(stream.id == CENSUS for stream in self.streams):
                msg = f"a stream called '{CENSUS}' cannot arrive beside the clients of a census"
                raise InvalidValueError(msg)
        _ = self.streams

    @property
    def streams(self) -> tuple[ArrivalStream, ...]:
        """Who arrives: the scenario's own streams, else the pathway's.

        Where the run starts on a date, days that have dates are counted from there.
        """
        streams = self.pathway.arrivals if self.arrivals is None else self.arrivals
        return tuple(_counted_from(self.starts, stream) for stream in streams)

    def places_of(self, level: str) -> int | None:
        """Return the places of a level; None for no limit. [clients]"""
        if level in self.places:
            return self.places[level]
        figure = self.pathway.level(level).places
        return None if figure is None else int(figure.value)
