"""Every program of a pathway against many rule sets, as tables of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.criteria.logic.evidence import in_words
from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.rule_sets.conformance import judged
from iopkit.describe.wording import listed
from iopkit.model.rule import About
from iopkit.pages.pathway.criterion_phrase import called, capital, phrase
from iopkit.pages.template import filled
from iopkit.terminal.rule_sets import CALLED, MET, arranged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markupsafe import Markup

    from iopkit.criteria.logic.explain import Reason
    from iopkit.criteria.rule_sets.conformance import RuleSetResult
    from iopkit.model.pathway import Pathway
    from iopkit.model.rule import RuleSet

MOST_COLUMNS: Final = 6
"""How many programs stand beside each other; more come in another table."""

_SIGNS: Final = {Verdict.MET: "✓", Verdict.NOT_MET: "✗", Verdict.UNKNOWN: "?"}
_INKS: Final = {Verdict.MET: "good", Verdict.NOT_MET: "warn", Verdict.UNKNOWN: "faint"}


@attrs.frozen(kw_only=True)
class RuleCell:
    """What comes of one rule set for one program.

    Parameters
    ----------
    program
        What the program is called.
    sign, ink, word
        The verdict: a sign, the name of its colour, and a word.
    why
        What decides it, each in a sentence.
    """

    program: str
    sign: str
    ink: str
    word: str
    why: tuple[str, ...] = attrs.field(converter=tuple[str, ...])


@attrs.frozen(kw_only=True)
class RuleSetColumn:
    """A rule set as a row: what it is, and a cell for each program."""

    rule_set: RuleSet
    weight: str
    cells: tuple[RuleCell, ...] = attrs.field(converter=tuple[RuleCell, ...])


@attrs.frozen(kw_only=True)
class Grid:
    """A table: what it is about, the programs, the rule sets."""

    caption: str
    heads: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    books: tuple[RuleSetColumn, ...] = attrs.field(converter=tuple[RuleSetColumn, ...])


def rule_table_html(pathway: Pathway, rule_sets: Iterable[RuleSet]) -> Markup:
    """Return what each program comes to against each rule set about programs, and why.

    Parameters
    ----------
    pathway
        The pathway whose programs they are.
    rule_sets
        The rule sets; those about clients are left out.
    """
    known = arranged(each for each in rule_sets if each.about is About.PROGRAM)
    found = {each.id: judged(pathway, each) for each in known}
    grids = [
        grid
        for caption, is_label, words in (
            ("Rules that a program meets or not", False, MET),
            ("Labels: what others would call it, which meets no criteria", True, CALLED),
        )
        for grid in _grids(
            pathway, [each for each in known if each.is_label is is_label], found, words, caption
        )
    ]
    return filled("rules.html", grids=grids, rule_sets=known, programs=len(pathway.programs))


def why(judgement: RuleSetResult) -> Iterator[str]:
    """Yield in sentences what makes the verdict of a rule set on a program."""
    yield from dict.fromkeys(_sentence(each) for each in judgement.conditions)
    if judgement.not_stated:
        yield f"Not stated: {listed([called(each) for each in judgement.not_stated])}"


def _grids(
    pathway: Pathway,
    rule_sets: Sequence[RuleSet],
    found: Mapping[str, Sequence[RuleSetResult]],
    words: Mapping[Verdict, str],
    caption: str,
) -> Iterator[Grid]:
    if not rule_sets:
        return
    columns = found[rule_sets[0].id]
    heads = [_head(pathway, each) for each in columns]
    for start in range(0, len(columns), MOST_COLUMNS):
        here = slice(start, start + MOST_COLUMNS)
        yield Grid(
            caption=caption,
            heads=heads[here],
            books=[
                RuleSetColumn(
                    rule_set=each,
                    weight=_weight(each),
                    cells=[
                        _cell(judgement, head, words)
                        for judgement, head in zip(found[each.id][here], heads[here], strict=True)
                    ],
                )
                for each in rule_sets
            ],
        )


def _head(pathway: Pathway, judgement: RuleSetResult) -> str:
    """Return what a program is called, with its level where other levels offer it too."""
    title = pathway.program(judgement.program).title
    offered = sum(judgement.program in level.programs for level in pathway.levels)
    if offered > 1:
        return f"{title} at {pathway.level(judgement.level).title}"
    return title if offered else f"{title}, which no level offers"


def _weight(rule_set: RuleSet) -> str:
    edition = [rule_set.edition] if rule_set.edition else []
    start = rule_set.in_force
    dates = [*edition, *([] if start is None else [f"in force from {start.isoformat()}"])]
    return "; ".join([rule_set.standing.value, *dates])


def _cell(judgement: RuleSetResult, program: str, words: Mapping[Verdict, str]) -> RuleCell:
    verdict = judgement.verdict
    return RuleCell(
        program=program,
        sign=_SIGNS[verdict],
        ink=_INKS[verdict],
        word=words[verdict],
        why=list(why(judgement)),
    )


def _sentence(leaf: Reason) -> str:
    asked = phrase(leaf.criterion, {}).text
    if leaf.evidence is None:
        return asked
    stated = in_words(leaf.evidence)
    if isinstance(leaf.evidence.value, bool):
        return f"{capital(called(leaf.evidence.fact))}: {stated}"
    return f"{asked}; stated is {stated}"
