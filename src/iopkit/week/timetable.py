"""The sessions of a week, and what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.model.pathway import Pathway
    from iopkit.week.assumptions import OmittedSession, WeekAssumption
    from iopkit.week.section import Section
    from iopkit.week.session import Session

SCHEMA: Final = "iopkit/week"
"""The name of what `Timetable.to_dict` returns; its version rises when a name in it changes."""


def _in_order(sessions: Iterable[Session]) -> tuple[Session, ...]:
    return tuple(sorted(sessions, key=lambda each: each.order))


@attrs.frozen(kw_only=True)
class Timetable:
    """A week that can be held: the same every week.

    Parameters
    ----------
    pathway
        Whose week it is.
    programs
        Ids of the programs that it covers, in the order of the pathway.
    sections
        Who has sessions together, in the same order.
    sessions
        The sessions, by day and time, then by program, track and section.
    assumed
        What the pathway does not say and is taken for granted here.
    not_held
        Services of these programs that have no place in it, with the reason.
    cut_short
        After how many seconds nothing more was made better, since the time was up: another run, or
        another machine, may come to another week; None when everything was tried. [s]
    """

    pathway: Pathway
    programs: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    sections: tuple[Section, ...] = attrs.field(converter=tuple["Section", ...])
    sessions: tuple[Session, ...] = attrs.field(converter=_in_order)
    assumed: tuple[WeekAssumption, ...] = attrs.field(
        default=(), converter=tuple["WeekAssumption", ...]
    )
    not_held: tuple[OmittedSession, ...] = attrs.field(
        default=(), converter=tuple["OmittedSession", ...]
    )
    cut_short: float | None = None

    def of(self, section: Section) -> tuple[Session, ...]:
        """Return the sessions that clients of a section may take part in, in their order."""
        return tuple(
            each
            for each in self.sessions
            if (each.program, each.track) == (section.program, section.track)
            and each.section in {section.id, ""}
        )

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        return {
            "schema": SCHEMA,
            "version": 2,
            "pathway": {"id": self.pathway.id, "title": self.pathway.title},
            "programs": list(self.programs),
            "sections": [each.to_dict() for each in self.sections],
            "sessions": [each.to_dict() for each in self.sessions],
            "assumptions": [each.to_dict() for each in self.assumed],
            "sessions_left_out": [each.to_dict() for each in self.not_held],
            "cut_short": self.cut_short,
        }
