"""One session of a week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.model.schedule.weekday import Weekday, clock
from iopkit.model.service import Mode

if TYPE_CHECKING:
    from iopkit.model.service import Format, Need

_DAYS: Final = tuple(Weekday)


@attrs.frozen(kw_only=True)
class Session:
    """One session, as it is held every week.

    Parameters
    ----------
    program
        Id of the program.
    track
        Id of the track; empty for a program without tracks.
    section
        Which group of clients of the track: ``A``, ``B``. Empty when the track is one group, and
        for a session that all sections of the track may join.
    service
        The place of the service among ``program.services``, counted from 0.
    therapy
        What is done, the `Service.therapy`.
    title
        What people call it.
    format
        How it is held.
    need
        Whether every client takes part.
    number
        Which of the sessions that the same clients have of this service in a week, from 1.
    day, start
        When it begins. [minutes after midnight]
    minutes
        How long it lasts. [minutes]
    clients
        How many take part, at most. [clients]
    client
        Which client of the section, from 1, for a session of one client; None for the others.
    room
        Which room, such as ``small 2``; empty online, and when nobody says what rooms there are.
    leader
        Who leads it, such as ``counselor 1``; empty when nobody says who works there.
    mode
        Whether clients come or join online; None if nobody says.
    """

    program: str
    track: str = ""
    section: str = ""
    service: int
    therapy: str
    title: str
    format: Format
    need: Need
    number: int = 1
    day: Weekday
    start: int
    minutes: int
    clients: int
    client: int | None = None
    room: str = ""
    leader: str = ""
    mode: Mode | None = None

    @property
    def end(self) -> int:
        """When it ends. [minutes after midnight]"""
        return self.start + self.minutes

    @property
    def is_online(self) -> bool:
        """Whether nobody needs a room for it."""
        return self.mode is Mode.ONLINE

    @property
    def time(self) -> str:
        """When it is, as people write it: ``Mon 17:30-19:00``."""
        return f"{self.day} {clock(self.start)}-{clock(self.end)}"

    @property
    def order(self) -> tuple[int, int, str, str, str, int, int, int]:
        """By what sessions are sorted: the time first, then whose they are."""
        whose = (self.program, self.track, self.section, self.service)
        return (_DAYS.index(self.day), self.start, *whose, self.client or 0, self.number)

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        return {
            "program": self.program,
            "track": self.track or None,
            "section": self.section or None,
            "service": self.service,
            "therapy": self.therapy,
            "title": self.title,
            "format": str(self.format),
            "need": str(self.need),
            "number": self.number,
            "day": str(self.day),
            "start": clock(self.start),
            "end": clock(self.end),
            "minutes": self.minutes,
            "clients": self.clients,
            "client": self.client,
            "room": self.room or None,
            "leader": self.leader or None,
            "mode": None if self.mode is None else str(self.mode),
        }
