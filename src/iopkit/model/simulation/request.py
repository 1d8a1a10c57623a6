"""How pathways are to be simulated: everything that is asked for but the pathway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.field_types import checked
from iopkit.model.simulation.scenario import Scenario
from iopkit.model.simulation.settings import ScenarioSettings
from iopkit.model.units import DAYS_IN_YEAR
from iopkit.model.validators import positive

if TYPE_CHECKING:
    from iopkit.model.pathway import Pathway
    from iopkit.model.simulation.census import Census

AUTO: Final = "auto"
"""The warm-up that is to be found in the simulated numbers."""

YEARS: Final = 10
"""How long is simulated if nobody says. [years]"""

WARM_UP: Final = DAYS_IN_YEAR
"""What is not counted of a run that starts empty, if nobody says. [days]"""

REPLICATIONS: Final = 20
"""How many replications there are if nobody says."""

MOST: Final = 1000
"""How many replications there are at most where a precision is asked, if nobody says."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class SimulationRequest(ScenarioSettings):
    """What `iopkit simulate` and `iopkit compare` are asked for, with the same defaults.

    Its other parameters are those of `ScenarioSettings`: places, the date of the first day, the
    discount.

    Parameters
    ----------
    days
        How long, warm-up included. [days]
    warm_up
        What is not counted; ``"auto"`` to have it found; None for a year, and for nothing where
        the run starts with a census. [days]
    replications
        How often, each time with other chance; None for 20. Where a precision is asked this is the
        most, and None stands for 1000.
    precision
        The share of its mean to which each wait and census must be known; None if that is not
        asked. [1]
    seed
        Where chance starts.

    Raises
    ------
    ValueError
        When a number cannot be what it is meant for.
    """

    days: float = attrs.field(default=YEARS * DAYS_IN_YEAR, validator=positive)
    warm_up: float | str | None = attrs.field(default=None)
    replications: int | None = None
    precision: float | None = attrs.field(default=None)
    seed: int = 7

    @warm_up.validator
    def _known(self, _attribute: object, warm_up: float | str | None) -> None:
        if isinstance(warm_up, str) and warm_up != AUTO:
            msg = f"warm_up must be a number of days or '{AUTO}', got '{warm_up}'"
            raise InvalidValueError(msg)

    @precision.validator
    def _share(self, _attribute: object, precision: float | None) -> None:
        if precision is not None and not 0 < precision < 1:
            msg = f"precision must be more than 0 and less than 1 (5 % is 0.05), got {precision:g}"
            raise InvalidValueError(msg)

    @property
    def most(self) -> int:
        """How many replications there are, at most where a precision is asked."""
        usual = REPLICATIONS if self.precision is None else MOST
        return usual if self.replications is None else self.replications

    @property
    def finds_warm_up(self) -> bool:
        """Whether the warm-up is to be found in the simulated numbers."""
        return self.warm_up == AUTO

    def counted_from(self, *, has_census: bool) -> float:
        """Return the warm-up that is known before anything is simulated. [days]

        Who asks what comes of those who are there today wants the first days counted.
        """
        if isinstance(self.warm_up, (int, float)):
            return self.warm_up
        return 0.0 if self.finds_warm_up or has_census else WARM_UP

    def scenario(self, pathway: Pathway, *, census: Census | None = None) -> Scenario:
        """Return a pathway as it is to be simulated.

        A warm-up that is to be found is 0 there; `iopkit.simulate.settle` finds it.

        Parameters
        ----------
        pathway
            What is simulated.
        census
            Who is there already at day 0; None when the run starts empty.

        Raises
        ------
        ValueError, UnknownNameError, IntegrityError
            As `Scenario` does.

        >>> from iopkit import load
        >>> scenario = SimulationRequest(days=1000, places={"iop": 40}).scenario(load("standard"))
        >>> scenario.days, scenario.warm_up, scenario.replications, scenario.seed
        (1000, 365.25, 20, 7)
        """
        return Scenario(
            pathway=pathway,
            days=self.days,
            warm_up=self.counted_from(has_census=census is not None),
            replications=self.replications or REPLICATIONS,
            seed=self.seed,
            census=census,
            **self.settings(),  # type: ignore[arg-type]  # of the same names and types
        )
