"""Rule sets for people: all of them in a list, one with its rules, one held against programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.criteria.language.write import write
from iopkit.criteria.logic.verdict import Verdict
from iopkit.describe.wording import brief, named
from iopkit.model.provenance.citation_walk import cited
from iopkit.model.rule import About, Standing
from iopkit.terminal.level import based
from iopkit.terminal.reasons import preferred, tree
from iopkit.terminal.style import printed_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iopkit.criteria.rule_sets.conformance import RuleSetResult
    from iopkit.model.basis import Source
    from iopkit.model.pathway import Pathway
    from iopkit.model.rule import Rule, RuleSet
    from iopkit.terminal.style import DisplayStyle

MET: Final = {Verdict.MET: "met", Verdict.NOT_MET: "not met", Verdict.UNKNOWN: "unknown"}
"""What is said of a program that a rule set is held against."""
_SET_IN: Final = 4
"""How far lines are set in that go on. [characters]"""
CALLED: Final = {Verdict.MET: "yes", Verdict.NOT_MET: "no", Verdict.UNKNOWN: "unknown"}
"""What is said of a label, which is never met: whether others would use it."""


def arranged(rule_sets: Iterable[RuleSet]) -> list[RuleSet]:
    """Return rule sets by their standing, those of one standing by their ids."""
    order = list(Standing)
    return sorted(rule_sets, key=lambda each: (order.index(each.standing), each.id))


def rule_set_list(rule_sets: Iterable[RuleSet], look: DisplayStyle) -> str:
    """Return rule sets on a few lines each, below what gives them their weight."""
    listed = arranged(rule_sets)
    room = max((len(each.id) for each in listed), default=0)
    lines: list[str] = []
    for place, rule_set in enumerate(listed):
        if not place or rule_set.standing is not listed[place - 1].standing:
            lines += [*([""] if lines else []), look.strong(rule_set.standing.value)]
        about = ["about clients"] if rule_set.about is About.CLIENT else []
        text = "; ".join([rule_set.title, *about, *_dates(rule_set)])
        lines.append(look.wrapped(text, first=f"  {brief(rule_set.id).ljust(room)}  "))
    return "\n".join(lines)


def rule_set_page(rule_set: RuleSet, look: DisplayStyle) -> str:
    """Return a rule set with its rules, what it does not cover, and its sources."""
    lines = [look.strong(look.wrapped(named(rule_set.title, rule_set.id)))]
    about = f"about a {rule_set.about.value}"
    lines.append(look.wrapped("; ".join([rule_set.standing.value, about, *_dates(rule_set)])))
    asked = [rule for rule in rule_set.rules if not rule.prefer]
    lines += _rules("All of these must be met", asked, look)
    wished = [rule for rule in rule_set.rules if rule.prefer]
    lines += _rules("These are looked for, but decide nothing", wished, look)
    if rule_set.note:
        lines += ["", look.wrapped(rule_set.note)]
    lines += _sources(cited(rule_set.sources, rule_set), look)
    return "\n".join(lines)


def held_against(
    pathway: Pathway, rule_set: RuleSet, judgements: Sequence[RuleSetResult], look: DisplayStyle
) -> str:
    """Return for each program whether it meets a rule set, and why not or why that is open.

    Parameters
    ----------
    pathway
        The pathway whose programs they are.
    rule_set, judgements
        The rule set, and what comes of holding it against each program.
    look
        How it is written.
    """
    said = "; ".join([rule_set.standing.value, *_dates(rule_set)])
    lines = [look.strong(look.wrapped(f"{named(rule_set.title, rule_set.id)}: {said}"))]
    words = CALLED if rule_set.is_label else MET
    for each in judgements:
        text = f"{program_at(pathway, each)}: {words[each.verdict]}"
        lines.append(hanging(text, look, first=f"  {look.sign(each.verdict)} "))
        for reason in each.reasons:
            if reason.verdict is not Verdict.MET:
                lines += tree(reason, look, depth=2)
        missing = [preferred(rule) for rule in each.preferences if rule.verdict is not Verdict.MET]
        if missing and each.verdict is Verdict.MET:
            text = f"looked for, but not found: {'; '.join(missing)}"
            lines.append(look.wrapped(text, first="      ", rest="      "))
    if not rule_set.is_label and all(each.verdict is not Verdict.MET for each in judgements):
        lines.append("  No program here meets it for certain.")
    if rule_set.note:
        lines.append(look.wrapped(f"Note: {rule_set.note}", first="  ", rest="  "))
    return "\n".join(lines)


def client_against(pathway: Pathway, judgement: RuleSetResult, look: DisplayStyle) -> str:
    """Return whether a client meets a rule set, and the reason of each rule."""
    rule_set = judgement.rule_set
    said = "; ".join([rule_set.standing.value, *_dates(rule_set)])
    words = CALLED if rule_set.is_label else MET
    lines = [look.strong(look.wrapped(f"{named(rule_set.title, rule_set.id)}: {said}"))]
    lines.append(f"  {look.sign(judgement.verdict)} {words[judgement.verdict]}")
    for reason in judgement.reasons:
        lines += tree(reason, look, depth=2)
    if rule_set.note:
        lines.append(look.wrapped(f"Note: {rule_set.note}", first="  ", rest="  "))
    known = cited([*rule_set.sources, *pathway.sources], judgement.reasons)
    return "\n".join([*lines, *_sources(known, look)])


def program_at(pathway: Pathway, judgement: RuleSetResult) -> str:
    """Return a program with the level at which it is held, where that has another name."""
    program = named(pathway.program(judgement.program).title, judgement.program)
    if not judgement.level:
        return f"{program}, which no level offers"
    return program if judgement.level == judgement.program else f"{program} at {judgement.level}"


def hanging(text: str, look: DisplayStyle, *, first: str) -> str:
    """Return a text in lines that fit, those after the first set in.

    >>> from iopkit.terminal.style import DisplayStyle
    >>> print(hanging("At least 9 hours a week, every week", DisplayStyle(width=26), first="- "))
    - At least 9 hours a
          week, every week
    """
    narrower = attrs.evolve(look, width=look.width - _SET_IN)
    return narrower.wrapped(text, first=first, rest=" " * (printed_length(first) + _SET_IN))


def _sources(sources: Sequence[Source], look: DisplayStyle) -> Iterator[str]:
    """Yield the sources of rules, below a heading."""
    if sources:
        yield ""
        yield look.strong("Sources")
    for source in sources:
        who = ", ".join(part for part in (source.by, str(source.year or ""), source.where) if part)
        note = f" {source.note}" if source.note else ""
        text = f"{source.id}: {source.title}{f' ({who})' if who else ''}.{note}"
        yield hanging(text, look, first="  ")


def _dates(rule_set: RuleSet) -> list[str]:
    edition = [rule_set.edition] if rule_set.edition else []
    start = rule_set.in_force
    return [*edition, *([] if start is None else [f"in force from {start.isoformat()}"])]


def _rules(title: str, rules: Sequence[Rule], look: DisplayStyle) -> Iterator[str]:
    if rules:
        yield ""
        yield look.strong(title)
    for rule in rules:
        criterion = write(rule.criterion)
        text = f"{rule.title}: {criterion}" if rule.title else criterion
        yield hanging(based(text, rule.basis), look, first="  ")
