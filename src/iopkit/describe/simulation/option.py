"""The declaration of a setting of a simulation: an option, what it sets, and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@attrs.frozen(kw_only=True)
class NumberRange:
    """The numbers that an option takes; a bound that is None is none.

    Parameters
    ----------
    at_least, at_most
        The smallest and the largest.
    is_whole
        Whether only whole numbers are meant.
    is_below
        Whether the largest itself is too large.
    """

    at_least: float | None = None
    at_most: float | None = None
    is_whole: bool = False
    is_below: bool = False


@attrs.frozen(kw_only=True)
class SimulationOption:
    """A setting of a simulation, as people give it.

    Parameters
    ----------
    flag
        The option, such as ``--seed``.
    field
        What it sets: the field of a request and of the scenario that is made of it.
    metavar, help
        As the help shows them.
    group
        The title below which the help shows it.
    default
        What is used if nobody says, in words; empty when that needs no word.
    number
        The numbers that it takes; None when it takes a text.
    read
        Makes the value of the field of what was given; raises ValueError, saying what to write.
    is_file
        Whether it names a file, which the command line reads.
    is_repeatable
        Whether it can be given several times; `read` then takes all that was given.
    completes
        What a shell completes: ``level=`` for the levels of the pathway; empty for nothing.
    write
        What to give so that the option means the value of a scenario; nothing when it is left out.
    label
        What the value is called in a report; empty when another option says it.
    say
        The value in words, for a report; empty when there is nothing to say.
    """

    flag: str
    field: str
    metavar: str
    help: str
    group: str
    default: str = ""
    number: NumberRange | None = None
    read: Callable[[Any], object] = attrs.field(default=lambda given: given, repr=False)
    is_file: bool = False
    is_repeatable: bool = False
    completes: str = ""
    write: Callable[[Any], Iterable[str]] = attrs.field(repr=False)
    label: str = ""
    say: Callable[[Any], str] = attrs.field(default=str, repr=False)

    @property
    def name(self) -> str:
        """Its name as a parameter."""
        return self.flag.lstrip("-").replace("-", "_")

    @property
    def explanation(self) -> str:
        """The help with the default."""
        return f"{self.help}  [default: {self.default}]" if self.default else self.help
