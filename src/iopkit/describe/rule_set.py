"""A rule set: what gives it its weight, what it asks, what it does not cover."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from iopkit.describe.bibliography import cited_sources
from iopkit.describe.blocks import (
    Document,
    DocumentSection,
    Facts,
    Item,
    Items,
    NamedValue,
    Note,
    Paragraph,
)
from iopkit.describe.inline import Inlines, Link, Text, inlines, joined, reference
from iopkit.describe.names import NO_NAMES
from iopkit.describe.wording import named
from iopkit.model.rule import About, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopkit.describe.blocks import Block
    from iopkit.describe.names import PathwayNames
    from iopkit.model.rule import Rule, RuleSet


def arranged(rule_sets: Iterable[RuleSet]) -> list[RuleSet]:
    """Return rule sets by their standing, those of one standing by their ids."""
    order = list(Standing)
    return sorted(rule_sets, key=lambda each: (order.index(each.standing), each.id))


def rule_set_list(rule_sets: Iterable[RuleSet]) -> list[DocumentSection]:
    """Return rule sets in a line each, below what gives them their weight."""
    return [
        DocumentSection(
            title=standing.value,
            blocks=[Facts(facts=[NamedValue(each.id, _in_a_line(each)) for each in some])],
        )
        for standing, some in groupby(arranged(rule_sets), lambda each: each.standing)
    ]


def describe_rule_set(rule_set: RuleSet) -> Document:
    """Return a rule set with its rules, what it does not cover, and its sources."""
    blocks = list(_blocks(rule_set, NO_NAMES))
    cited = [*blocks, Paragraph(line=reference(rule_set.basis))]
    return Document(
        title=rule_set_title(rule_set), blocks=[*blocks, *cited_sources(cited, rule_set.sources)]
    )


def rule_set_section(rule_set: RuleSet, names: PathwayNames) -> DocumentSection:
    """Return a rule set of a pathway, whose sources are those of the pathway."""
    return DocumentSection(
        title=["Rule set: ", rule_set_title(rule_set)],
        blocks=list(_blocks(rule_set, names)),
        foldable=True,
        folded=True,
        summary=weight(rule_set),
        role="level",
    )


def rule_set_title(rule_set: RuleSet) -> Link:
    """Return what a rule set is called, with its id where commands are typed."""
    return Link(text=rule_set.title, name=named(rule_set.title, rule_set.id))


def weight(rule_set: RuleSet) -> str:
    """Return what gives a rule set its weight, its edition and since when it applies."""
    return "; ".join([rule_set.standing.value, *_dates(rule_set)])


def _blocks(rule_set: RuleSet, names: PathwayNames) -> Iterator[Block]:
    about = f"about a {rule_set.about.value}"
    said = "; ".join([rule_set.standing.value, about, *_dates(rule_set)])
    yield Paragraph(line=[said, *reference(rule_set.basis)])
    asked = [rule for rule in rule_set.rules if not rule.prefer]
    yield from _rules("All of these must be met", asked, names)
    wished = [rule for rule in rule_set.rules if rule.prefer]
    yield from _rules("These are looked for, but decide nothing", wished, names)
    if rule_set.note:
        yield Note(line=rule_set.note)


def _rules(title: str, rules: Iterable[Rule], names: PathwayNames) -> Iterator[Block]:
    items = [Item(line=_rule(rule, names)) for rule in rules]
    if items:
        yield DocumentSection(title=title, blocks=[Items(items=items)])


def _rule(rule: Rule, names: PathwayNames) -> Inlines:
    title = f"{rule.title}: " if rule.title else ""
    return inlines([title, names.condition(rule.criterion), *reference(rule.basis)])


def _in_a_line(rule_set: RuleSet) -> Inlines:
    about = "about clients" if rule_set.about is About.CLIENT else ""
    return joined([Text(rule_set.title), about, *_dates(rule_set)], between="; ")


def _dates(rule_set: RuleSet) -> list[str]:
    edition = [rule_set.edition] if rule_set.edition else []
    start = rule_set.in_force
    return [*edition, *([] if start is None else [f"in force from {start.isoformat()}"])]
