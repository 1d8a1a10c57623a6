"""What comes of holding rule sets against programs, or against a client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.rule_sets.program_criteria import stated
from iopkit.describe.bibliography import cited_sources, source_line
from iopkit.describe.blocks import (
    ColumnKind,
    Document,
    DocumentSection,
    Facts,
    Item,
    Items,
    NamedValue,
    Note,
    Paragraph,
    ReasonTree,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from iopkit.describe.criterion import called
from iopkit.describe.inline import Inlines, Link, Text, VerdictText, inlines, joined
from iopkit.describe.names import PathwayNames
from iopkit.describe.reason import condition_line, preference, reason_node
from iopkit.describe.rule_set import arranged, rule_set_title, weight
from iopkit.describe.wording import brief, named
from iopkit.model.program_facts import program_answers
from iopkit.model.range import Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from iopkit.criteria.rule_sets.conformance import RuleSetResult
    from iopkit.describe.blocks import Block
    from iopkit.model.pathway import Pathway
    from iopkit.model.rule import RuleSet

MET: Final = {Verdict.MET: "met", Verdict.NOT_MET: "not met", Verdict.UNKNOWN: "unknown"}
"""What is said of a program that a rule set is held against."""

CALLED: Final = {Verdict.MET: "yes", Verdict.NOT_MET: "no", Verdict.UNKNOWN: "unknown"}
"""What is said of a label, which is never met: whether others would use it."""

_LABELS: Final = "Labels: what others would call it. No criteria are met by that."


def programs_section(
    pathway: Pathway, rule_set: RuleSet, results: Sequence[RuleSetResult]
) -> DocumentSection:
    """Return for each program whether it meets a rule set, and why not or why that is open."""
    names = PathwayNames.of(pathway)
    blocks: list[Block] = [Items(items=[_program_item(pathway, each, names) for each in results])]
    if not rule_set.is_label and all(each.verdict is not Verdict.MET for each in results):
        blocks.append(Paragraph(line="No program here meets it for certain."))
    return _section(rule_set, blocks)


def describe_client_result(pathway: Pathway, result: RuleSetResult) -> list[Block]:
    """Return whether a client meets a rule set, the reason of each rule, and the sources."""
    names = PathwayNames.of(pathway)
    tree = ReasonTree(roots=[reason_node(each, names) for each in result.reasons])
    item = Item(line=VerdictText(result.verdict, _word(result)), below=[tree])
    section = _section(result.rule_set, [Items(items=[item])])
    known = [*result.rule_set.sources, *pathway.sources]
    return [section, *cited_sources([section], known)]


def describe_rule_table(
    pathway: Pathway, results: Mapping[str, Sequence[RuleSetResult]], *, brief_reasons: bool = False
) -> Document:
    """Return tables of rule sets by programs, and what each program states in numbers.

    Parameters
    ----------
    pathway
        The pathway whose programs they are.
    results
        What comes of each rule set, by its id; the programs in the same order for all.
    brief_reasons
        Whether only what is not met is explained, and of labels nothing.
    """
    return Document(
        title=f"Programs of {brief(pathway.title)} against rule sets",
        blocks=list(rule_tables(pathway, results, brief_reasons=brief_reasons)),
    )


def rule_tables(
    pathway: Pathway, results: Mapping[str, Sequence[RuleSetResult]], *, brief_reasons: bool = False
) -> Iterator[Block]:
    """Yield the blocks of `describe_rule_table`."""
    rule_sets = arranged(each[0].rule_set for each in results.values() if each)
    if not rule_sets:
        missing = "rule set about programs" if pathway.programs else "program"
        yield Paragraph(line=f"There is no {missing}.")
        return
    names = PathwayNames.of(pathway)
    for caption, is_label in (("", False), (_LABELS, True)):
        some = [each for each in rule_sets if each.is_label is is_label]
        if some:
            yield Table(
                caption=caption,
                columns=[
                    TableColumn(name="rule set"),
                    *(_column(pathway, each) for each in results[some[0].id]),
                ],
                rows=[
                    TableRow(
                        cells=[
                            TableCell(Link(text=each.title, name=each.id)),
                            *(_cell(result, names, brief_reasons) for result in results[each.id]),
                        ]
                    )
                    for each in some
                ],
                folded=True,
                role="verdicts",
            )
    facts = [
        NamedValue(program_at(pathway, each), _numbers(pathway, each))
        for each in results[rule_sets[0].id]
    ]
    yield DocumentSection(title="Stated in numbers", blocks=[Facts(facts=facts)])


def rule_sets_section(rule_sets: Iterable[RuleSet]) -> DocumentSection:
    """Return what rule sets are, and what they leave out."""
    return DocumentSection(
        title="What these rule sets are, and what they leave out",
        blocks=[
            Facts(
                facts=[
                    NamedValue(
                        each.title,
                        joined(
                            [
                                weight(each),
                                each.note or "nothing is noted about it",
                                *(source_line(source) for source in each.sources),
                            ],
                            between=". ",
                        ),
                    )
                    for each in arranged(rule_sets)
                ]
            )
        ],
        foldable=True,
        folded=True,
        role="fold",
    )


def program_at(pathway: Pathway, result: RuleSetResult) -> str:
    """Return a program with the level at which it is held, where that has another name."""
    program = named(pathway.program(result.program).title, result.program)
    if not result.level:
        return f"{program}, which no level offers"
    return program if result.level == result.program else f"{program} at {result.level}"


def deciding_lines(result: RuleSetResult, names: PathwayNames) -> list[Inlines]:
    """Return in a few words what makes the verdict of a rule set on a program."""
    said = dict.fromkeys(condition_line(each, names) for each in result.conditions)
    silent = joined((Link(text=called(e), name=e) for e in result.not_stated), last=" and ")
    return [*said, *([(*silent, Text(" not stated"))] if silent else [])]


def _section(rule_set: RuleSet, blocks: Sequence[Block]) -> DocumentSection:
    notes = [Note(line=rule_set.note)] if rule_set.note else []
    return DocumentSection(
        title=[rule_set_title(rule_set), f": {weight(rule_set)}"], blocks=[*blocks, *notes]
    )


def _program_item(pathway: Pathway, result: RuleSetResult, names: PathwayNames) -> Item:
    text = f"{program_at(pathway, result)}: {_word(result)}"
    against = [each for each in result.reasons if each.verdict is not Verdict.MET]
    below: list[Block] = []
    if against:
        below.append(ReasonTree(roots=[reason_node(each, names) for each in against]))
    missing = [each for each in result.preferences if each.verdict is not Verdict.MET]
    if missing and result.verdict is Verdict.MET:
        lines = joined((preference(each, names) for each in missing), between="; ")
        below.append(Paragraph(line=["looked for, but not found: ", *lines]))
    return Item(line=VerdictText(result.verdict, text), below=below)


def _word(result: RuleSetResult) -> str:
    return (CALLED if result.rule_set.is_label else MET)[result.verdict]


def _column(pathway: Pathway, result: RuleSetResult) -> TableColumn:
    """Return a program as the head of a column, with its level where that has another name."""
    name = Link(text=pathway.program(result.program).title, name=brief(result.program))
    if not result.level:
        return TableColumn(name=name, qualifier="at no level", kind=ColumnKind.VERDICT)
    if result.level == result.program:
        return TableColumn(name=name, kind=ColumnKind.VERDICT)
    level = Link(text=pathway.level(result.level).title, name=brief(result.level))
    return TableColumn(name=name, qualifier=["at ", level], kind=ColumnKind.VERDICT)


def _cell(result: RuleSetResult, names: PathwayNames, brief_reasons: bool) -> TableCell:  # noqa: FBT001
    is_silent = brief_reasons and (result.verdict is Verdict.MET or result.rule_set.is_label)
    return TableCell(
        VerdictText(result.verdict, _word(result)),
        notes=[] if is_silent else deciding_lines(result, names),
    )


def _numbers(pathway: Pathway, result: RuleSetResult) -> Inlines:
    level = pathway.level(result.level) if result.level else None
    answers = program_answers(pathway.program(result.program), level)
    known = [
        str(stated(name, answer))
        for name, answer in answers.items()
        if isinstance(answer, Range) and answer.is_known
    ]
    return inlines("; ".join(known) or "nothing is stated in numbers")
