"""Why there is no timetable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.diagnostics.catalogue.weeks import IMPOSSIBLE_WEEK, NO_PROGRAMS, NO_SERVICES
from iopkit.diagnostics.diagnostic import plain_args
from iopkit.errors import IopkitError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.diagnostics.kind import DiagnosticMessage
    from iopkit.model.basis import Path, SourceLocation
    from iopkit.model.pathway import Pathway


@attrs.frozen(kw_only=True)
class WeekConstraint:
    """One thing that a week has to keep to.

    Parameters
    ----------
    path
        The way to where it is said, in the names of the pathway file; empty when nobody says it.
    said
        What is demanded, as a kind of the catalogue with its arguments.
    origin
        Where it is written; None for what no file says.
    """

    path: Path
    said: DiagnosticMessage
    origin: SourceLocation | None = None

    @property
    def text(self) -> str:
        """What is demanded, in a sentence without a full stop."""
        return self.said.text

    def __str__(self) -> str:
        """Return the sentence, and where it is written."""
        return self.text if self.origin is None else f"{self.text} ({self.origin})"

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        where = self.origin
        return {
            "path": list(self.path),
            "text": self.text,
            "args": plain_args(self.said.args),
            "file": None if where is None else where.file,
            "line": None if where is None else where.line,
            "column": None if where is None else where.column,
        }


class ImpossibleWeekError(IopkitError, ValueError):
    """No week keeps to everything that a pathway says.

    Attributes
    ----------
    demands
        What cannot be had together: without any one of them the rest can; never empty.
    is_smallest
        Whether that was proved of every one; if not, some of them may not matter.
    """

    def __init__(self, demands: Sequence[WeekConstraint], *, is_smallest: bool = True) -> None:
        self.demands, self.is_smallest = tuple(demands), is_smallest
        super().__init__(_in_words(self.demands, is_smallest=is_smallest))

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        return {
            "code": IMPOSSIBLE_WEEK.name,
            "constraints": [each.to_dict() for each in self.demands],
            "minimal": self.is_smallest,
        }


class NothingToHoldError(IopkitError, ValueError):
    """The programs have no service of which a timetable could be made.

    Attributes
    ----------
    programs
        Their ids; empty when the pathway has none.
    said
        What is wrong, as a kind of the catalogue with its arguments.
    """

    def __init__(self, programs: Sequence[str]) -> None:
        self.programs = tuple(programs)
        self.said = NO_PROGRAMS()
        if programs:
            self.said = NO_SERVICES(programs=self.programs)
        super().__init__(self.said.sentence)


class UndecidedWeekError(IopkitError, RuntimeError):
    """Neither a week was found nor a proof that there is none, in the time there was.

    Attributes
    ----------
    said
        What was not decided, as a kind of the catalogue with its arguments.
    seconds
        The time that was up; None when it was not for want of time. [s]
    """

    def __init__(self, said: DiagnosticMessage, *, seconds: float | None = None) -> None:
        self.said, self.seconds = said, seconds
        super().__init__(said.sentence)


def _in_words(demands: tuple[WeekConstraint, ...], *, is_smallest: bool) -> str:
    lines = [f"  - {each}" for each in demands]
    if len(demands) == 1:
        return "\n".join(["there is no such week. This alone cannot be held:", *lines])
    if is_smallest:
        end = "Change any one of them, and the others can be held together."
    else:
        end = "Some of them may not matter: it took too long to leave out every one that does not."
    return "\n".join(
        ["there is no such week. These cannot be held together:", *lines, end],
    )


def origin_of(path: Path, pathway: Pathway) -> SourceLocation | None:
    """Return where a value is written, or the nearest one that encloses it; None for no file."""
    for length in range(len(path), 1, -1):
        origin = pathway.origins.get(path[:length])
        if origin is not None:
            return origin
    return None
