"""The names of questions: of a fact, ``completed LEVEL``, or ``FACT is known``."""

from __future__ import annotations

from typing import Final

COMPLETED: Final = "completed"
"""The word before the level; no id of a fact holds a blank, so none looks like such a name."""
_KNOWN: Final = " is known"


def completed_question(level: str) -> str:
    """Return the name of the question whether a level was completed.

    >>> completed_question("iop")
    'completed iop'
    """
    return f"{COMPLETED} {level}"


def completed_level(name: str) -> str:
    """Return the level that a question named ``completed LEVEL`` is about; empty for a fact.

    >>> completed_level("completed iop"), completed_level("cravings")
    ('iop', '')
    """
    start = completed_question("")
    return name.removeprefix(start) if name.startswith(start) else ""


def known_question(fact: str) -> str:
    """Return the name of the question whether anything is recorded for a fact.

    >>> known_question("cravings")
    'cravings is known'
    """
    return f"{fact}{_KNOWN}"


def known_fact(name: str) -> str:
    """Return the fact that a question named ``FACT is known`` is about; else empty.

    >>> known_fact("cravings is known"), known_fact("cravings")
    ('cravings', '')
    """
    return name.removesuffix(_KNOWN) if name.endswith(_KNOWN) else ""
