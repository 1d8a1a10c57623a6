"""Some clients, as columns of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.columns.answers import Interpreter, missing_in
from iopkit.columns.raw_column import raw
from iopkit.criteria.language.question_names import completed_level, completed_question
from iopkit.errors import AnswerError, InvalidValueError, UnknownNameError, nearest
from iopkit.model.assessment import (
    DAYS_IN_CARE,
    DAYS_IN_LEVEL,
    Choice,
    NumberFact,
    OrdinalFact,
    YesNo,
    identifies,
)
from iopkit.model.check.answers import Refusal
from iopkit.model.client import Client, Stay

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from iopkit.columns.answers import Answers
    from iopkit.columns.raw_column import Raw
    from iopkit.model.assessment import FactType, Value
    from iopkit.model.pathway import Pathway

ROWS: Final = 65_536
"""How many clients are looked at together: few enough to stay in the processor's cache."""


IN_TIME: Final = f"must be at least '{DAYS_IN_LEVEL}'"
"""What the days in care must be: whoever is at a level is in care."""


def kinds(pathway: Pathway) -> dict[str, FactType]:
    """Return everything that can be recorded about a client, and what can be answered.

    >>> from iopkit.files.compose.load import load
    >>> list(kinds(load("standard")))[-4:]
    ['completed php', 'completed iop', 'completed outpatient', 'completed aftercare']
    """
    assessment = pathway.assessment
    asked: dict[str, FactType] = {name: assessment.fact(name).type for name in assessment.names}
    return asked | {completed_question(level.id): YesNo() for level in pathway.levels}


@attrs.frozen(kw_only=True, eq=False)
class Batch:
    """Some clients, as columns of answers, in the form that `iopkit.columns.answers` describes.

    The answers never show in `repr`.

    Parameters
    ----------
    size
        How many clients. [clients]
    answers
        Columns by the name of the fact, or ``completed LEVEL``; of a column that is absent nothing
        is recorded for anybody. (size,)
    """

    size: int
    answers: Mapping[str, Answers] = attrs.field(repr=lambda _answers: "...")

    @classmethod
    def of(cls, values: Mapping[str, object], pathway: Pathway) -> Batch:
        """Return a batch of columns as programs hold them.

        Parameters
        ----------
        values
            Sequences, NumPy arrays or Arrow arrays by the name of the fact or ``completed LEVEL``;
            all equally long. Yes/no as true and false, numbers, words; None, null or NaN where
            nothing is recorded.
        pathway
            Whose questions they answer.

        Raises
        ------
        AnswerError
            When a column is no question of the pathway, or holds what cannot be an answer; names
            the column and counts the clients, and repeats no answer.
        ValueError
            When the columns are not equally long.

        >>> from iopkit.files.compose.load import load
        >>> batch = Batch.of({"cravings": [3, None], "relapsed": [False, True]}, load("standard"))
        >>> batch
        Batch(size=2, answers=...)
        """
        asked = kinds(pathway)
        refused = [_not_asked(name, asked) for name in values if name not in asked]
        answers: dict[str, Answers] = {}
        for name in values.keys() & asked.keys():
            interpreter = Interpreter(asked[name])
            answers[name], faults = interpreter.read(_raw(values[name]))
            for fault, why in enumerate(interpreter.reasons, start=1):
                bad = faults == fault
                if bad.any():
                    reason = f"{why}; {_not_so(bad)}"
                    refused.append(Refusal(path=(name,), name=name, reason=reason))
        late = out_of_time(answers)
        if late is not None and late.any():
            reason = f"{IN_TIME}; {_not_so(late)}"
            refused.append(Refusal(path=(DAYS_IN_CARE,), name=DAYS_IN_CARE, reason=reason))
        if refused:
            raise AnswerError(sorted(refused, key=lambda each: str(each.path)))
        sizes = {len(column) for column in answers.values()}
        if len(sizes) > 1:
            raise InvalidValueError("the columns of a batch must be equally long")
        return cls(size=max(sizes, default=0), answers=answers)

    def rows(self, start: int, stop: int) -> Batch:
        """Return the clients from one row to another, the second not included."""
        some = {name: column[start:stop] for name, column in self.answers.items()}
        return Batch(size=max(0, min(stop, self.size) - start), answers=some)

    def pick(self, rows: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Batch:
        """Return the clients in some rows."""
        some = {name: column[rows] for name, column in self.answers.items()}
        return Batch(size=len(rows), answers=some)

    def client(self, row: int, pathway: Pathway) -> Client:
        """Return the client in a row, so that `place` can say the reasons.

        Earlier stays stand in no column, so the history holds a stay at each level of which it is
        recorded whether it was completed, and of the other levels one with nothing recorded.

        Raises
        ------
        IndexError
            When there is no such row; the first is 0.

        >>> from iopkit.files.compose.load import load
        >>> standard = load("standard")
        >>> batch = Batch.of({"home_support": ["weak"], "completed iop": [True]}, standard)
        >>> client = batch.client(0, standard)
        >>> dict(client.facts), client.has_completed("iop"), client.has_completed("php")
        ({'home_support': 'weak'}, True, None)
        """
        if not 0 <= row < self.size:
            raise IndexError(f"there is no row {row}; a batch of {self.size} begins at row 0")
        asked = kinds(pathway)
        known: dict[str, Value] = {
            name: _decoded(column[row].item(), asked[name])
            for name, column in self.answers.items()
            if not missing_in(column[row : row + 1])[0]
        }
        ends = {level.id: known.pop(completed_question(level.id), None) for level in pathway.levels}
        stays = [
            Stay(level=level, completed=None if end is None else bool(end))
            for level, end in ends.items()
        ]
        here, care = known.pop(DAYS_IN_LEVEL, None), known.pop(DAYS_IN_CARE, None)
        return Client(
            facts=known,
            history=None if all(end is None for end in ends.values()) else tuple(stays),
            days_in_level=None if here is None else float(here),
            days_in_care=None if care is None else float(care),
        )


def out_of_time(answers: Mapping[str, Answers]) -> NDArray[np.bool] | None:
    """Return who is recorded to be longer at a level than in care; None where nothing is. (n,)"""
    here, care = answers.get(DAYS_IN_LEVEL), answers.get(DAYS_IN_CARE)
    return None if here is None or care is None or len(here) != len(care) else care < here


def _not_so(bad: NDArray[np.bool]) -> str:
    """Count the clients of whom an answer is wrong."""
    number = int(bad.sum())
    return f"this is not so for {'1 client' if number == 1 else f'{number:,} clients'}"


def _decoded(number: float, kind: FactType) -> Value:
    match kind:
        case YesNo():
            return bool(number)
        case NumberFact():
            return number
        case OrdinalFact(options) | Choice(options):
            return options[int(number)]


def _not_asked(name: str, asked: Mapping[str, FactType]) -> Refusal:
    if identifies(name):
        message = f"'{name}' would tell who the client is; iopkit keeps no identity"
        return Refusal(path=(name,), reason=message, hint="leave it out")
    if level := completed_level(name):
        levels = [known for each in asked if (known := completed_level(each))]
        message = str(UnknownNameError("level", level, levels))
        return Refusal(path=(name,), reason=message)
    message = f"no question named '{name}' in the assessment"
    return Refusal(path=(name,), reason=message, hint=nearest(name, asked) or "leave it out")


def _raw(values: object) -> Raw:
    """Return a column of any kind as a raw column; pyarrow is asked only about what is its own."""
    if type(values).__module__.partition(".")[0] == "pyarrow":
        from iopkit.columns.arrow import raw_of

        return raw_of(values)
    return raw(values)
