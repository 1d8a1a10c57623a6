"""Whether what is recorded about a client can be an answer.

No message repeats an answer: it names the question and says what an answer must be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.diagnostics.diagnostic import written_path
from iopkit.errors import nearest
from iopkit.model.assessment import DAYS_IN_CARE, DAYS_IN_LEVEL, TIME_FACTS, identifies
from iopkit.model.field_types import checked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from iopkit.model.assessment import Assessment, Fact
    from iopkit.model.basis import Path
    from iopkit.model.client import Client


@attrs.frozen(kw_only=True, field_transformer=checked)
class Refusal:
    """Something recorded that cannot be an answer.

    Parameters
    ----------
    path
        The way to it in the client file, such as ``("facts", "cravings")``.
    name
        The name of the question; empty where the reason is a sentence without it.
    reason
        What an answer must be; never what was given.
    hint
        What to do; empty when the reason says it.

    >>> print(Refusal(path=("facts", "cravings"), name="cravings", reason="must be a number"))
    facts.cravings: 'cravings' must be a number
    """

    path: Path
    name: str = ""
    reason: str
    hint: str = ""

    @property
    def message(self) -> str:
        """What is wrong, in a sentence."""
        return f"'{self.name}' {self.reason}" if self.name else self.reason

    def __str__(self) -> str:
        """Return the refusal on one line."""
        text = f"{written_path(self.path)}: {self.message}"
        return f"{text} ({self.hint})" if self.hint else text


def refusals(
    client: Client, assessment: Assessment, level_ids: Collection[str]
) -> tuple[Refusal, ...]:
    """Return what is recorded about a client and cannot be right; empty when all is well.

    >>> from iopkit.model.assessment import Assessment
    >>> from iopkit.model.client import Client
    >>> [str(refused) for refused in refusals(Client(level="ipo"), Assessment(), ["iop", "php"])]
    ['level: the level must be one of iop, php']
    """
    asked = {fact.id: fact for fact in assessment.facts}
    found: list[Refusal] = []
    for name, value in client.facts.items():
        refused = refusal(value, asked[name]) if name in asked else not_asked(name, asked)
        if refused is not None:
            found.append(refused)
    found += _levels(client, level_ids)
    return tuple(found)


def clock_refusal(days_in_level: float | None, days_in_care: float | None) -> Refusal | None:
    """Return why the two clocks contradict each other, or None when they do not.

    No `Client` holds such a contradiction: this says it of answers before they become one.

    Parameters
    ----------
    days_in_level, days_in_care
        As in `Client`; None when not recorded. [days]

    >>> clock_refusal(5, 3).message, clock_refusal(5, None) is None
    ("'days_in_care' must be at least 'days_in_level'", True)
    """
    if days_in_level is None or days_in_care is None or not days_in_care < days_in_level:
        return None
    return Refusal(
        path=(DAYS_IN_CARE,),
        name=DAYS_IN_CARE,
        reason=f"must be at least '{DAYS_IN_LEVEL}'",
        hint="whoever is at a level is in care",
    )


def refusal(value: object, fact: Fact) -> Refusal | None:
    """Return why a value cannot be the answer to a question, or None when it can.

    >>> from iopkit.model.assessment import Fact, YesNo
    >>> fact = Fact(id="employed", ask="Working or in school?", type=YesNo())
    >>> refusal(True, fact) is None, refusal("yes", fact).message
    (True, "'employed' must be true or false")
    """
    why = fact.type.refuses(value)
    if not why:
        return None
    return Refusal(path=("facts", fact.id), name=fact.id, reason=why)


def not_asked(name: str, asked: Collection[str]) -> Refusal:
    """Return why nothing may be recorded under a name that the assessment does not have.

    >>> print(not_asked("birthday", ["cravings"]))
    facts.birthday: 'birthday' would tell who the client is; iopkit keeps no identity (leave it out)
    """
    path: Path = ("facts", name)
    if identifies(name):
        reason = "would tell who the client is; iopkit keeps no identity"
        return Refusal(path=path, name=name, reason=reason, hint="leave it out")
    if name in {fact.id for fact in TIME_FACTS}:
        reason, hint = "is not a question of the assessment", "write it beside 'facts', not inside"
        return Refusal(path=path, name=name, reason=reason, hint=hint)
    reason = f"no question named '{name}' in the assessment"
    return Refusal(path=path, reason=reason, hint=nearest(name, asked) or "leave it out")


def _levels(client: Client, level_ids: Collection[str]) -> Iterator[Refusal]:
    known = ", ".join(level_ids)
    for place, stay in enumerate(client.history or ()):
        if stay.level not in level_ids:
            reason = f"the level of an earlier stay must be one of {known}"
            yield Refusal(path=("history", place, "level"), reason=reason)
    if client.level and client.level not in level_ids:
        yield Refusal(path=("level",), reason=f"the level must be one of {known}")
