"""What a situation expects: one line of a situation file, in one of seven forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.placement.situation import (
    AmongLevels,
    AtLevel,
    AtNoLevel,
    HasDose,
    HasSupport,
    MayMove,
    MeetsRules,
    NotAtLevel,
)
from iopkit.diagnostics.catalogue.names import UNKNOWN
from iopkit.diagnostics.catalogue.situations import (
    CLIENT_KEY_BESIDE,
    EXPECTED_KEY_MISSING,
    EXPECTED_KEYS_EXCLUDE,
    EXPECTED_TWICE,
    FORMS_EXCLUDE,
    MOVE_WITHOUT_LEVEL,
    NO_RULE_SET_TO_EXPECT,
    NO_SUCH_MOVE,
    NOT_TO_BE_EXPECTED,
    NOTHING_EXPECTED,
    NOTHING_EXPECTED_OF_PROGRAM,
    RULE_SET_OF_CLIENTS,
    RULES_EXCLUDE,
    VERDICT_WITHOUT_RULES,
)
from iopkit.errors import UnreadableError, nearest
from iopkit.files.schema.collection import ListOf
from iopkit.files.schema.text_types import PLAIN_RANGE, TIMED_RANGE
from iopkit.files.schema.value_type import ChoiceType, ConstantType, Id, refuse_form
from iopkit.files.yaml.node import Entries
from iopkit.model.rule import About
from iopkit.model.support import Strength

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from iopkit.criteria.placement.situation import Expectation
    from iopkit.files.schema.context import ReadingContext
    from iopkit.files.yaml.node import Node
    from iopkit.model.pathway import Pathway
    from iopkit.model.range import Range
    from iopkit.model.rule import RuleSet

FORMS: Final[dict[str, str]] = {
    "level": "The client is placed here, for certain.",
    "not": "The client is not placed here, whatever is still unknown.",
    "possible": "The placement is open, and these levels are left, in any order.",
    "no_level": "No level takes the client: write true.",
    "open": "The client can go from their level to this level or outcome.",
    "program": "The program that `rules`, or `length`, `hours` or `days`, speak of.",
    "support": "The support that `strength` speaks of.",
}
"""What can be expected; each expectation has exactly one of these keys."""
MORE: Final[dict[str, str]] = {
    "verdict": "With `open` or `rules`: met (if left out), not met or unknown.",
    "rules": "With `program`: the rule set that it is held against, with `verdict`.",
    "length": "With `program`: how long it lasts, such as 4 to 6 weeks.",
    "hours": "With `program`: the hours a week, such as 9 to 19, or unknown.",
    "days": "With `program`: the days a week, such as at least 3, or unknown.",
    "strength": "With `support`: required, encouraged or offered.",
}
_GOES_WITH: Final[dict[str, tuple[str, ...]]] = {
    "open": ("verdict",),
    "program": ("rules", "verdict", "length", "hours", "days"),
    "support": ("strength",),
}
_LEVELS: Final = ListOf(Id())


@attrs.frozen
class RuleSets:
    """Where a rule set is looked for: in the pathway first, then by name.

    Parameters
    ----------
    found
        Those of the pathway, and those that were found by name so far.
    find
        Gives a rule set by its name; raises `UnreadableError` for a name not known.
    """

    found: dict[str, RuleSet]
    find: Callable[[str], RuleSet]

    def read(self, node: Node, reading: ReadingContext) -> str:
        """Return the name of a rule set about programs, or complain."""
        name = Id().read(node, reading)
        if name not in self.found:
            try:
                self.found[name] = self.find(name)
            except UnreadableError as error:
                hint = nearest(name, self.found) or error.complaints[0].hint
                reading.refuse(NO_RULE_SET_TO_EXPECT(name=name), node.mark, hint)
        if self.found[name].about is not About.PROGRAM:
            reading.refuse(RULE_SET_OF_CLIENTS(name=name), node.mark)
        return name


def read_expectation(  # noqa: PLR0913  what it needs to know of the situation around it
    node: Node,
    pathway: Pathway,
    rule_sets: RuleSets,
    reading: ReadingContext,
    *,
    given: Mapping[str, Node],
    at_level: str | None,
) -> Expectation:
    """Return what is expected, or complain and raise `UnreadableNodeError`.

    Parameters
    ----------
    node
        What stands after ``expect``.
    pathway
        Where the names must be known.
    rule_sets
        Where a rule set is looked for, and kept when it is found.
    reading
        Where complaints go.
    given
        What the situation says about a client, by its key.
    at_level
        The level where the client is, empty for none; None when that could not be read.
    """
    if not isinstance(node.value, Entries):
        refuse_form(node, reading, "a map such as {level: iop}")
    entries = node.value
    form = _form(node, entries, reading)
    about_program = form in {"program", "support"}
    for key, at in given.items() if about_program else ():
        reading.complain(CLIENT_KEY_BESIDE(key=key, form=form), at.head)
    main = entries.get(form)
    assert main is not None  # noqa: S101  the form is one of the keys
    levels = [level.id for level in pathway.levels]
    match form:
        case "level":
            return AtLevel(level=_known(main, "level", levels, reading))
        case "not":
            return NotAtLevel(level=_known(main, "level", levels, reading))
        case "possible":
            return AmongLevels(levels=_levels(main, levels, reading))
        case "no_level":
            ConstantType(value=True).read(main, reading)
            return AtNoLevel()
        case "open":
            return _move(main, entries, pathway, reading, at_level)
        case "support":
            # A pathway without that support is an answer to the question, and not the expected one.
            name = Id().read(main, reading)
            strength = _needed(entries, "strength", main, reading)
            return HasSupport(support=name, strength=ChoiceType(Strength).read(strength, reading))
        case _:
            return _program(main, entries, pathway, rule_sets, reading)


def _levels(node: Node, known: Collection[str], reading: ReadingContext) -> tuple[str, ...]:
    """Return levels that the pathway knows, none of them twice."""
    names = _LEVELS.read(node, reading)
    for place, item in enumerate(node.value if isinstance(node.value, tuple) else ()):
        name = _known(item, "level", known, reading)
        if name in names[:place]:
            reading.refuse(EXPECTED_TWICE(name=name), item.mark)
    return names


def _form(node: Node, entries: Entries, reading: ReadingContext) -> str:
    known = (*FORMS, *MORE)
    for key, _ in entries.pairs:
        if key.text not in known:
            hint = nearest(key.text, known) or f"known here: {', '.join(known)}"
            reading.refuse(NOT_TO_BE_EXPECTED(), key.mark, hint)
    forms = [name for name in FORMS if name in entries]
    if len(forms) != 1:
        told = (
            FORMS_EXCLUDE(forms=tuple(map(repr, forms)), known=FORMS)
            if forms
            else NOTHING_EXPECTED(known=FORMS)
        )
        reading.refuse(told, node.head)
    for key, _ in entries.pairs:
        if key.text in MORE and key.text not in _GOES_WITH.get(forms[0], ()):
            reading.refuse(EXPECTED_KEYS_EXCLUDE(key=key.text, form=forms[0]), key.mark)
    return forms[0]


def _move(
    node: Node, entries: Entries, pathway: Pathway, reading: ReadingContext, at_level: str | None
) -> MayMove:
    verdict = _verdict(entries, reading)
    if at_level == "":
        reading.refuse(MOVE_WITHOUT_LEVEL(), node.head)
    ends = [*(level.id for level in pathway.levels), *(out.id for out in pathway.outcomes)]
    if at_level is None:
        return MayMove(to=_known(node, "level or outcome", ends, reading), verdict=verdict)
    ways = dict.fromkeys(move.to for move in pathway.leaving(at_level))
    name = Id().read(node, reading)
    if name in ends and name not in ways and verdict is not Verdict.NOT_MET:
        hint = f"from there go: {', '.join(ways)}" if ways else "no move leaves that level"
        reading.refuse(NO_SUCH_MOVE(at_level=at_level, name=name), node.mark, hint)
    return MayMove(to=_known(node, "level or outcome", ends, reading), verdict=verdict)


def _program(
    node: Node,
    entries: Entries,
    pathway: Pathway,
    rule_sets: RuleSets,
    reading: ReadingContext,
) -> MeetsRules | HasDose:
    name = _known(node, "program", [program.id for program in pathway.programs], reading)
    rules = entries.get("rules")
    dose: dict[str, Range] = {}
    for key, shape in (("length", TIMED_RANGE), ("hours", PLAIN_RANGE), ("days", PLAIN_RANGE)):
        at = entries.get(key)
        if at is not None and rules is not None:
            reading.refuse(RULES_EXCLUDE(key=key), at.head)
        if at is not None:
            dose[key] = shape.read(at, reading)
    if rules is None:
        if not dose:
            reading.refuse(NOTHING_EXPECTED_OF_PROGRAM(), node.head)
        verdict = entries.get("verdict")
        if verdict is not None:
            reading.refuse(VERDICT_WITHOUT_RULES(), verdict.head)
        return HasDose(
            program=name,
            length=dose.get("length"),
            hours=dose.get("hours"),
            days=dose.get("days"),
        )
    known = rule_sets.read(rules, reading)
    return MeetsRules(program=name, rules=known, verdict=_verdict(entries, reading))


def _verdict(entries: Entries, reading: ReadingContext) -> Verdict:
    node = entries.get("verdict")
    return Verdict.MET if node is None else ChoiceType(Verdict).read(node, reading)


def _needed(entries: Entries, key: str, beside: Node, reading: ReadingContext) -> Node:
    node = entries.get(key)
    if node is None:
        reading.refuse(EXPECTED_KEY_MISSING(key=key), beside.head, MORE[key])
    return node


def _known(node: Node, kind: str, known: Iterable[str], reading: ReadingContext) -> str:
    """Return a name that the pathway knows."""
    name = Id().read(node, reading)
    names: Collection[str] = tuple(known)
    if name not in names:
        hint = nearest(name, names) or (f"there are: {', '.join(names)}" if names else "")
        # The same code as for the same mistake in a pathway file.
        reading.refuse(UNKNOWN[kind](name=name), node.mark, hint)
    return name
