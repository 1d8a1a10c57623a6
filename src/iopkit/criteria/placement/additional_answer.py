"""A client with one more answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.criteria.language.question_names import completed_level
from iopkit.errors import AnswerError, InvalidValueError
from iopkit.model.assessment import DAYS_IN_CARE, DAYS_IN_LEVEL
from iopkit.model.check.answers import clock_refusal
from iopkit.model.client import Stay

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.model.assessment import Value
    from iopkit.model.client import Client


def answered(client: Client, name: str, value: Value, levels: Iterable[str]) -> Client:
    """Return a client with one answer recorded, in place of what was recorded before.

    Whether the answer suits the question is for `iopkit.model.check.answers.refusals` to say.

    Parameters
    ----------
    client
        What is recorded so far.
    name
        The name of the question: of a fact, of the clock's too, or ``completed LEVEL``.
    value
        The answer; yes or no where the question is about a completed level.
    levels
        Ids of all levels of the pathway. Those of a history that nobody recorded stay unknown,
        apart from the one that the answer is about.

    Raises
    ------
    ValueError
        When the answer about the clock is no number of days, 0 or more; never repeats it.
    AnswerError
        When nobody can be at a level for longer than in care; never repeats it either.

    >>> from iopkit.model.client import Client
    >>> client = answered(Client(), "completed iop", False, ["iop", "detox"])
    >>> client.has_completed("iop"), client.has_completed("detox")
    (False, None)
    >>> answered(client, "days_in_care", 12, ["iop", "detox"]).days_in_care
    12
    """
    if level := completed_level(name):
        return _completed(client, level, levels, completed=value is True)
    if name in {DAYS_IN_LEVEL, DAYS_IN_CARE}:
        days, is_here = _days(name, value), name == DAYS_IN_LEVEL
        here = days if is_here else client.days_in_level
        care = client.days_in_care if is_here else days
        refused = clock_refusal(here, care)
        if refused is not None:
            raise AnswerError([refused])
        return attrs.evolve(client, days_in_level=here, days_in_care=care)
    return attrs.evolve(client, facts={**client.facts, name: value})


def _days(name: str, value: Value) -> float:
    if isinstance(value, bool | str):
        msg = f"'{name}' must be a number of days"
        raise InvalidValueError(msg)
    return value


def _completed(client: Client, level: str, levels: Iterable[str], *, completed: bool) -> Client:
    """Return a client who completed a level, or did not.

    A stay of which nobody recorded whether it was completed is how a history says "not known" of
    one level alone; a level without any stay was not completed.
    """
    history = client.history
    if history is None:
        history = tuple(Stay(level=other) for other in levels if other != level)
    if completed:
        return attrs.evolve(client, history=(*history, Stay(level=level, completed=True)))
    ended = (
        attrs.evolve(stay, completed=False) if stay.level == level else stay for stay in history
    )
    return attrs.evolve(client, history=tuple(ended))
