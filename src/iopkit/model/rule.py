"""A criterion put to use: who is admitted, who needs more, what a rule book asks."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from iopkit.model.field_types import checked
from iopkit.model.validators import identifier, text

if TYPE_CHECKING:
    import datetime as dt

    from iopkit.model.basis import Basis, Source
    from iopkit.model.criterion import Criterion


@attrs.frozen(kw_only=True, field_transformer=checked)
class Rule:
    """One criterion of a list in which all must hold.

    Parameters
    ----------
    criterion
        What is asked.
    prefer
        Whether it only ranks: a preference that is not met never excludes a client.
    title
        The rule in a sentence; empty when the criterion speaks for itself.
    basis
        Where the rule comes from; None when the file's author simply states it.
    """

    criterion: Criterion
    prefer: bool = False
    title: str = ""
    basis: Basis | None = None


@attrs.frozen(kw_only=True, field_transformer=checked)
class Floor:
    """A rule that a client needs at least a certain level.

    Parameters
    ----------
    level
        Id of the least intensive level that will do when the criterion is met.
    criterion
        When it applies.
    basis
        Where it comes from; None when the file's author simply states it.
    """

    level: str = attrs.field(validator=identifier)
    criterion: Criterion
    basis: Basis | None = None


class About(StrEnum):
    """What the criteria of a rule set speak of."""

    PROGRAM = "program"
    CLIENT = "client"


class Standing(StrEnum):
    """What gives a rule set its weight.

    =================  ==================================================================
    law                a law or a national regulation
    state              a state's rule
    payer              what somebody who pays asks for
    survey definition  what a statistic counts as such a program
    code wording       the text of a billing code
    guidance           what a provider or an expert says; a facility's own
    label              what others would call it; never that any criteria are met
    =================  ==================================================================
    """

    LAW = "law"
    STATE = "state"
    PAYER = "payer"
    SURVEY = "survey definition"
    CODE = "code wording"
    GUIDANCE = "guidance"
    LABEL = "label"


@attrs.frozen(kw_only=True, field_transformer=checked)
class RuleSet:
    """A named, dated, sourced list of criteria about programs or clients.

    Parameters
    ----------
    id, title
        Its name in files and for people.
    about
        What its criteria speak of.
    standing
        What gives it its weight.
    rules
        The criteria; all that are not preferences must be met.
    edition
        The edition or version; empty if it has none.
    in_force
        The first day on which it applies; None if nobody says.
    note
        What a reader must know, above all what it does not cover; empty for nothing.
    basis
        Where it is published.
    sources
        The references that it names, where it stands in a file of its own; empty for one that a
        pathway holds, whose references are the pathway's.
    """

    id: str = attrs.field(validator=identifier)
    title: str = attrs.field(validator=text)
    about: About
    standing: Standing = Standing.GUIDANCE
    rules: tuple[Rule, ...] = attrs.field(converter=tuple["Rule", ...])
    edition: str = ""
    in_force: dt.date | None = None
    note: str = ""
    basis: Basis
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple["Source", ...])

    @property
    def is_label(self) -> bool:
        """Whether it only says what others would call a program."""
        return self.standing is Standing.LABEL
