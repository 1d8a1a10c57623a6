"""The clients who have their sessions together."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Section:
    """The clients of a track who have their group sessions together.

    Parameters
    ----------
    program
        Id of the program.
    track
        Id of the track; empty for a program without tracks.
    id
        ``A``, ``B``; empty when the track is one group.
    clients
        How many they are. [clients]
    """

    program: str
    track: str = ""
    id: str = ""
    clients: int

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        return {
            "program": self.program,
            "track": self.track or None,
            "section": self.id or None,
            "clients": self.clients,
        }
