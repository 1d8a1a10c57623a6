"""Plain statements for a first file, each with the criterion that it stands for.

A director picks a statement; the file says the criterion, in words of the standard assessment.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iopkit.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Collection

SAFETY: Final = ("physically_stable", "withdrawal_risk <= mild")
"""What every level below detox asks, whatever else is picked."""

ALWAYS: Final = (*SAFETY, "abstinent_while_attending")
"""What stays asked where the standard pathway asks it, whatever else is picked."""

ADMISSION: Final = {
    "physically_stable": ("physically stable", "physically_stable"),
    "little_withdrawal": ("no more than mild withdrawal", "withdrawal_risk <= mild"),
    "detox_first": ("detox completed first", "completed detox"),
    "residential_first": ("residential treatment completed first", "completed residential"),
    "safe_home": ("a home that is safe for recovery", "home_is_safe"),
    "supportive_home": ("support from family or friends", "home_support >= moderate"),
    "sober_while_attending": ("able to attend sober", "abstinent_while_attending"),
    "able_to_take_part": ("able to follow the sessions", "able_to_take_part"),
    "committed": ("strongly committed to recovery", "commitment >= strong"),
    "no_self_harm": ("no risk of self-harm", "not self_harm_risk"),
    "little_mental_illness": (
        "no more than a minor mental illness",
        "mental_health_severity <= minor",
    ),
    "working": ("works, studies or cares for a family", "work_or_school"),
}
"""Whom a level admits: the name of a statement, its words, its criterion."""

READINESS: Final = {
    "attendance=80": ("came to at least 80 % of the sessions", "attendance >= 80%"),
    "no_use": ("no use in the last two weeks", "not relapsed"),
    "weeks=6": ("at least 6 weeks at the level", "days_in_level >= 6 weeks"),
    "weak_cravings": ("weak cravings, 3 of 10 at the most", "cravings <= 3"),
    "knows_triggers": ("knows the own triggers", "triggers_known"),
    "plan": ("has a written plan against relapse", "relapse_prevention_plan"),
}
"""When a client moves on; the two numbers are examples."""

NO_NAMES: Final = frozenset(
    {"no", "none", "nothing", "yes", "all", "any", "every", "everything", "usual", "same"}
)
"""Words that name nothing: who writes one means something that only a pick can say."""

_MOST: Final = {"attendance": 100, "weeks": 520}
_WITH_NUMBER: Final = re.compile(r"(attendance|weeks) *= *([0-9]{1,3}) *%?")


def admission(text: str) -> str:
    """Return the criterion of a statement about whom a level admits.

    Raises
    ------
    ValueError
        When there is no such statement; names the nearest, or all.

    >>> admission("safe home")
    'home_is_safe'
    """
    name = _name(text)
    if name not in ADMISSION:
        raise ValueError(_unknown(text, name, ADMISSION))
    return ADMISSION[name][1]


def readiness(text: str) -> str:
    """Return the criterion of a statement about when a client moves on.

    Raises
    ------
    ValueError
        When there is no such statement, or its number cannot be.

    >>> readiness("attendance=75"), readiness("no use")
    ('attendance >= 75%', 'not relapsed')
    """
    found = _WITH_NUMBER.fullmatch(text.strip().lower())
    if found:
        what, number = found[1], int(found[2])
        if not 1 <= number <= _MOST[what]:
            msg = f"'{text}': the number must be from 1 to {_MOST[what]}"
            raise ValueError(msg)
        return f"attendance >= {number}%" if what == "attendance" else _weeks(number)
    name = _name(text)
    if name in {"attendance", "weeks"}:
        example = "attendance=80" if name == "attendance" else "weeks=6"
        msg = f"'{text}' needs a number: write {example}"
        raise ValueError(msg)
    if name not in READINESS:
        raise ValueError(_unknown(text, name, READINESS))
    return READINESS[name][1]


def _weeks(number: int) -> str:
    return f"days_in_level >= {number} week{'s' if number > 1 else ''}"


def _name(text: str) -> str:
    return re.sub(r"[\s-]+", "_", text.strip().lower())


def _unknown(text: str, name: str, known: Collection[str]) -> str:
    listed = f"there are: {', '.join(known)}"
    if name in NO_NAMES:
        return f"'{text}' is no statement, and leaving it out keeps what is usual; {listed}"
    return f"no statement named '{text}'; {nearest(name, known) or listed}"
