"""One service as the same clients have it, week by week."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.model.service import Mode

if TYPE_CHECKING:
    from iopkit.model.program import Program
    from iopkit.model.schedule.track import Track
    from iopkit.model.service import Service


@attrs.frozen(kw_only=True)
class WeeklyActivity:
    """The sessions that the same clients have of one service in a week.

    Parameters
    ----------
    program, track
        Whose it is; the track is None for a program without tracks.
    section
        Id of the section; empty when the track is one group, and when all sections may join.
    service
        The place of the service among those of the program.
    title
        What people call it.
    sessions, minutes
        How many a week, and how long each lasts. [1/week], [minutes]
    clients
        How many take part. [clients]
    client
        Which client of the section has it alone, from 1; None when several have it together.
    is_shared
        Whether it is held once for all sections of the track.
    """

    program: Program
    track: Track | None
    section: str
    service: int
    title: str
    sessions: int
    minutes: int
    clients: int
    client: int | None = None
    is_shared: bool = False

    @property
    def line(self) -> Service:
        """The service."""
        return self.program.services[self.service]

    @property
    def track_id(self) -> str:
        """Id of the track; empty for a program without tracks."""
        return self.track.id if self.track else ""

    @property
    def is_core(self) -> bool:
        """Whether every client takes part."""
        return self.line.is_for_everyone and not self.line.instead_of

    @property
    def is_online(self) -> bool:
        """Whether it needs no room."""
        return self.mode is Mode.ONLINE

    @property
    def mode(self) -> Mode | None:
        """Whether clients come or join online; what the service says counts first."""
        return self.line.mode or (self.track.mode if self.track else None)
