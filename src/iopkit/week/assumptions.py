"""What a timetable takes for granted where nobody says, and what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from iopkit.model.basis import Path


@attrs.frozen(kw_only=True)
class WeekAssumption:
    """Something that the pathway does not say and a timetable needs.

    Parameters
    ----------
    path
        The way to where it could be said, in the names of the pathway file.
    program, track
        Whom it is about; empty when it is about all.
    assumed
        What is assumed, in a sentence.
    unsaid
        What nobody says, for which it is assumed: "how often"; empty where there is something
        else to say.
    why
        What that rests on: a source, or why nothing better is known; empty where the sentence says
        it.
    """

    path: Path
    program: str = ""
    track: str = ""
    assumed: str
    unsaid: str = ""
    why: str = ""

    @property
    def text(self) -> str:
        """What is assumed, in a sentence, with what nobody says."""
        return f"{self.assumed}, since nobody says {self.unsaid}" if self.unsaid else self.assumed

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        return {
            "path": list(self.path),
            "program": self.program or None,
            "track": self.track or None,
            "text": self.text,
            "why": self.why,
        }


@attrs.frozen(kw_only=True)
class OmittedSession:
    """A service that has no place in a timetable.

    Parameters
    ----------
    program
        Id of the program.
    service
        The place of the service among ``program.services``, counted from 0.
    title
        What people call it.
    why
        Why it is not there, in a sentence.
    """

    program: str
    service: int
    title: str
    why: str

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        return {
            "program": self.program,
            "service": self.service,
            "title": self.title,
            "why": self.why,
        }
