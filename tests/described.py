"""Descriptions as the terminal shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.describe.conformance import describe_rule_table, programs_section
from iopkit.describe.pathway.level import describe_level
from iopkit.describe.pathway.overview import describe_overview
from iopkit.describe.pathway.sources import describe_sources
from iopkit.describe.rule_set import describe_rule_set
from iopkit.describe.rule_set import rule_set_list as list_of
from iopkit.terminal.renderer import blocks_text, document_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from iopkit.criteria.rule_sets.conformance import RuleSetResult
    from iopkit.model.pathway import Pathway
    from iopkit.model.rule import RuleSet
    from iopkit.terminal.style import DisplayStyle


def detail(pathway: Pathway, level: str, look: DisplayStyle) -> str:
    return document_text(describe_level(pathway, level), look)


def staircase(pathway: Pathway, look: DisplayStyle) -> str:
    return document_text(describe_overview(pathway), look)


def sourced(pathway: Pathway, look: DisplayStyle) -> str:
    return document_text(describe_sources(pathway), look)


def rule_table(
    pathway: Pathway, results: Mapping[str, Sequence[RuleSetResult]], look: DisplayStyle
) -> str:
    return document_text(describe_rule_table(pathway, results, brief_reasons=True), look)


def rule_set_list(rule_sets: Iterable[RuleSet], look: DisplayStyle) -> str:
    return blocks_text(list_of(rule_sets), look)


def rule_set_page(rule_set: RuleSet, look: DisplayStyle) -> str:
    return document_text(describe_rule_set(rule_set), look)


def held_against(
    pathway: Pathway, rule_set: RuleSet, results: Sequence[RuleSetResult], look: DisplayStyle
) -> str:
    return blocks_text([programs_section(pathway, rule_set, results)], look)
