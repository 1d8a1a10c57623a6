"""What is said where percentages look like shares; see `iopkit.model.check.percent`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.diagnostics.catalogue.lint import SMALL_PERCENT_ANSWER
from iopkit.diagnostics.diagnostic import Diagnostic

if TYPE_CHECKING:
    from iopkit.diagnostics.span import SourceSpan

_HINT = "then write 85; if it is right, write its sign too, as in 0.5%, and this is not said"


def small_percent(name: str, answers: int, mark: SourceSpan) -> Diagnostic:
    """Return the warning about answers to a question, none of which is repeated.

    Parameters
    ----------
    name
        The question.
    answers
        How many answers there are, of which none is above 1 %. [clients]
    mark
        Where they stand, or begin.

    >>> from iopkit.diagnostics.span import SourceSpan
    >>> print(small_percent("attendance", 3, SourceSpan("t.csv", 1, 4)))
    t.csv:1:4: warning: 'attendance' is measured in %, and all 3 answers are at most 1 %; is 85 % \
meant by 0.85?
          then write 85; if it is right, write its sign too, as in 0.5%, and this is not said
    """
    what = "the answer is" if answers == 1 else f"all {answers:,} answers are"
    return Diagnostic.at(mark, SMALL_PERCENT_ANSWER(name=name, what=what))
