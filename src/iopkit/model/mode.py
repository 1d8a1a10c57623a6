"""Whether people meet in one room."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """How a client takes part in a service, or in a track of a program."""

    IN_PERSON = "in person"
    ONLINE = "online"
    HYBRID = "hybrid"
