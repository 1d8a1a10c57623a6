"""Everything that a pathway file says, section by section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.describe.blocks import Document, DocumentSection, Item, Items
from iopkit.describe.inline import Link, Text, joined, reference
from iopkit.describe.names import PathwayNames
from iopkit.describe.pathway.arrivals import arrivals_section
from iopkit.describe.pathway.assessment import assessment_section, outcomes_section
from iopkit.describe.pathway.level import level_section
from iopkit.describe.pathway.overview import overview_blocks
from iopkit.describe.pathway.program import program_section
from iopkit.describe.pathway.schedule import week_section
from iopkit.describe.pathway.service import therapy_line
from iopkit.describe.pathway.sources import source_sections
from iopkit.describe.pathway.support import support_line
from iopkit.describe.rule_set import rule_set_section
from iopkit.describe.statement import statements
from iopkit.describe.wording import named
from iopkit.files.format.programs import GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopkit.describe.blocks import Block
    from iopkit.describe.inline import Inlines
    from iopkit.model.pathway import Pathway
    from iopkit.model.program import SpecialtyGroup


def describe_pathway(pathway: Pathway) -> Document:
    """Return all there is to say about a pathway: overview, levels, the rest, what it rests on."""
    names = PathwayNames.of(pathway)
    levels = sorted(pathway.levels, key=lambda each: -each.rank)
    return Document(
        title=Link(text=pathway.title, name=named(pathway.title, pathway.id)),
        blocks=[
            *overview_blocks(pathway, names),
            *(level_section(level, pathway, names) for level in levels),
            *other_sections(pathway, names),
            *source_sections(pathway),
        ],
    )


def other_sections(pathway: Pathway, names: PathwayNames) -> Iterator[DocumentSection]:
    """Yield what a pathway says beside its levels; no section for what it does not say."""
    offered = {name for level in pathway.levels for name in level.programs}
    for program in pathway.programs:
        if program.id not in offered:
            section = program_section(program, pathway, names)
            yield _folded("A program that no level offers", "", [section])
    yield from assessment_section(pathway, names)
    yield from outcomes_section(pathway, names)
    yield from _items("Therapies", [therapy_line(each) for each in pathway.therapies])
    yield from _items("Specialised groups", [_group(each, names) for each in pathway.groups])
    yield from _items("Beside the levels", [support_line(e, names) for e in pathway.supports])
    if pathway.week is not None:
        week = list(week_section(pathway.week, names))
        if week:
            yield _folded("When, where and by whom", "", week)
    yield from arrivals_section(pathway, names)
    for rule_set in pathway.rule_sets:
        yield rule_set_section(rule_set, names)
    accepted = [
        (Text(f"{each.finding.value} ({', '.join(each.about)}): {each.because}"),)
        if each.about
        else (Text(f"{each.finding.value}: {each.because}"),)
        for each in pathway.accepted
    ]
    yield from _items("Known and accepted", accepted)


def _group(group: SpecialtyGroup, names: PathwayNames) -> Inlines:
    said = joined(line for _, line in statements(GROUP, group, names, but=("title",)))
    return (
        Text(f"{group.title}: "),
        *(said or (Text("for everybody"),)),
        *reference(group.basis),
    )


def _items(title: str, lines: Sequence[Inlines]) -> Iterator[DocumentSection]:
    if lines:
        yield _folded(title, str(len(lines)), [Items(items=[Item(line=line) for line in lines])])


def _folded(title: str, summary: str, blocks: Sequence[Block]) -> DocumentSection:
    return DocumentSection(
        title=title, blocks=blocks, foldable=True, folded=True, summary=summary, role="level"
    )
