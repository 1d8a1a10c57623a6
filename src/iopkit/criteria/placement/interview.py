"""An interview: question after question, the one first that helps most, until a place is certain.

The logic of `iopkit place --ask` without a keyboard and without a screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.criteria.language.question_names import completed_level
from iopkit.criteria.placement.additional_answer import answered
from iopkit.criteria.placement.next_levels import onward
from iopkit.criteria.placement.place import place
from iopkit.errors import AnswerError, InvalidValueError
from iopkit.model.assessment import YesNo
from iopkit.model.check.answers import Refusal, refusals

if TYPE_CHECKING:
    from iopkit.criteria.placement.next_levels import NextLevels
    from iopkit.criteria.placement.placement import Placement
    from iopkit.model.assessment import FactType, Value
    from iopkit.model.client import Client
    from iopkit.model.pathway import Pathway


@attrs.frozen
class Given:
    """What was said to a question: an answer, or None for "not known"."""

    name: str
    value: Value | None = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Interview:
    """What was asked about a client so far. Every answer makes a new interview; none is stored.

    Answers never show in `repr`.

    Parameters
    ----------
    pathway
        The pathway that asks.
    start
        What was recorded before the first question.
    given
        The answers, in the order in which they were given.
    client
        What is known now.
    placement
        Where the client belongs, as far as that tells.
    onward
        Where the client can go from here; None when in no level.

    Raises
    ------
    AnswerError
        When something recorded does not suit the assessment; never says what.

    >>> from iopkit.files.compose.load import load
    >>> from iopkit.model.client import Client
    >>> interview = Interview(pathway=load("standard"), start=Client())
    >>> while interview.question:
    ...     interview = interview.skip()
    >>> interview.placement.is_settled
    False
    """

    pathway: Pathway = attrs.field(repr=False)
    start: Client = attrs.field(repr=False)
    given: tuple[Given, ...] = attrs.field(default=(), converter=tuple["Given", ...], repr=False)
    client: Client = attrs.field(init=False, repr=False)
    placement: Placement = attrs.field(init=False, repr=False)
    onward: NextLevels | None = attrs.field(init=False, repr=False)

    @client.default
    def _client(self) -> Client:
        client = self.start
        levels = [level.id for level in self.pathway.levels]
        for each in self.given:
            if each.value is not None:
                client = answered(client, each.name, each.value, levels)
        refused = refusals(client, self.pathway.assessment, levels)
        if refused:
            raise AnswerError(refused)
        return client

    @placement.default
    def _placement(self) -> Placement:
        return place(self.pathway, self.client)

    @onward.default
    def _onward(self) -> NextLevels | None:
        return onward(self.pathway, self.client) if self.client.level else None

    @property
    def open(self) -> tuple[str, ...]:
        """The names of what is left to ask, the best next question first.

        What the placement needs comes first, then what the moves of a client in care need. What
        was asked once is not asked again, also when the answer was not known.
        """
        asked = {each.name for each in self.given}
        needed = (*self.placement.ask, *(self.onward.ask if self.onward else ()))
        return tuple(dict.fromkeys(name for name in needed if name not in asked))

    @property
    def question(self) -> str:
        """The name of what to ask next; empty when nothing is left that could change anything."""
        return next(iter(self.open), "")

    @property
    def kind(self) -> FactType:
        """What can be answered to the question.

        Raises
        ------
        UnknownNameError
            When nothing is left to ask.
        """
        name = self.question
        return YesNo() if completed_level(name) else self.pathway.assessment.fact(name).type

    def answer(self, value: Value) -> Interview:
        """Return the interview after an answer to the question.

        Raises
        ------
        AnswerError
            When it cannot be an answer, or contradicts another one; never repeats it.
        ValueError
            When nothing is left to ask.
        """
        name = self.question
        why = self.kind.refuses(value) if name else ""
        if why:
            asked = any(name == fact.id for fact in self.pathway.assessment.facts)
            path = ("facts", name) if asked else (name,)
            raise AnswerError([Refusal(path=path, name=name, reason=why)])
        return self._with(Given(name, value))

    def skip(self) -> Interview:
        """Return the interview after "not known".

        Raises
        ------
        ValueError
            When nothing is left to ask.
        """
        return self._with(Given(self.question, None))

    def back(self) -> Interview:
        """Return the interview before the last question; the same when there was none."""
        return attrs.evolve(self, given=self.given[:-1])

    def _with(self, given: Given) -> Interview:
        if not given.name:
            msg = "nothing is left to ask"
            raise InvalidValueError(msg)
        return attrs.evolve(self, given=(*self.given, given))
