"""What is known of what a condition asks: an answer, or the reason why there is none."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

import attrs

from iopkit.criteria.language.question_names import completed_question
from iopkit.criteria.language.write import write_number
from iopkit.model.range import Range


class Missing(StrEnum):
    """Why nothing is known of what a condition asks.

    ==============  ===========================================================
    not-recorded    nobody recorded it of the client
    not-stated      the program says nothing about it
    not-asked       the assessment of the pathway does not ask it
    other-answers   the assessment asks it, for answers of another kind
    no-level        the pathway does not have the level
    ==============  ===========================================================
    """

    NOT_RECORDED = "not-recorded"
    NOT_STATED = "not-stated"
    NOT_ASKED = "not-asked"
    OTHER_ANSWERS = "other-answers"
    NO_LEVEL = "no-level"


Known: TypeAlias = "bool | float | str | Range"
"""An answer: of a client, or the range that a program states."""


@attrs.frozen(kw_only=True)
class Evidence:
    """What is known of what a condition asks.

    Parameters
    ----------
    fact
        Name of the fact that is asked; empty where the condition asks for a completed level.
    level
        Id of the level of which is asked whether it was completed; empty for a fact.
    value
        What is known. None where nothing is, and where only that something is recorded counts.
    unit
        The unit of a number; empty when it has none.
    missing
        Why nothing is known; None when something is.

    >>> str(Evidence(fact="cravings", value=7)), Evidence(fact="cravings", value=7).predicate
    ('cravings is 7', 'is 7')
    >>> print(Evidence(level="iop", missing=Missing.NOT_RECORDED))
    whether iop was completed is not recorded
    """

    fact: str = ""
    level: str = ""
    value: Known | None = None
    unit: str = ""
    missing: Missing | None = None

    @property
    def question(self) -> str:
        """The name of the question: of the fact, or ``completed LEVEL``."""
        return completed_question(self.level) if self.level else self.fact

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it. Holds what is recorded about the client.

        >>> Evidence(fact="hours_per_week", value=Range(9, 19)).to_dict()["answer"]
        {'at_least': 9, 'at_most': 19}
        """
        value = self.value
        return {
            "fact": self.question or None,
            "answer": value.to_dict() if isinstance(value, Range) else value,
            "unit": self.unit or None,
            "missing": None if self.missing is None else self.missing.value,
        }

    @property
    def predicate(self) -> str:
        """The answer as the end of a sentence whose subject is the fact; else the sentence."""
        if self.level:
            return self._of_completed()
        match self.missing:
            case Missing.NOT_ASKED:
                return f"this pathway does not ask {self.fact}"
            case Missing.OTHER_ANSWERS:
                return f"this pathway asks {self.fact} in other words"
            case Missing.NOT_STATED:
                return "is not stated"
            case Missing.NOT_RECORDED:
                return "is not recorded"
            case _:
                return "is recorded" if self.value is None else f"is {in_words(self)}"

    def __str__(self) -> str:
        """Return what is known in a sentence."""
        is_whole = self.level or self.missing in {Missing.NOT_ASKED, Missing.OTHER_ANSWERS}
        return self.predicate if is_whole else f"{self.fact} {self.predicate}"

    def _of_completed(self) -> str:
        if self.missing is Missing.NO_LEVEL:
            return f"this pathway has no level '{self.level}'"
        if self.missing is not None:
            return f"whether {self.level} was completed is not recorded"
        return f"{self.level} was {'' if self.value else 'not '}completed"


def in_words(evidence: Evidence) -> str:
    """Return an answer as people write it, with its unit.

    >>> in_words(Evidence(fact="hours_per_day", value=Range(1.8, 19 / 3)))
    '1.8 to 6.333'
    >>> in_words(Evidence(fact="days_in_level", value=12, unit="days"))
    '12 days'
    """
    match evidence.value:
        case None:
            return ""
        case bool(truth):
            return "yes" if truth else "no"
        case str(word):
            return word
        case Range(low, high):
            return str(
                Range(*(None if end is None else float(f"{end:.4g}") for end in (low, high)))
            )
        case number:
            gap = " " if evidence.unit not in {"", "%"} else ""
            return f"{write_number(number)}{gap}{evidence.unit}"
