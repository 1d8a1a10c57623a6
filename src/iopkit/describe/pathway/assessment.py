"""What is asked about a client, and how clients end their care: the vocabulary of a pathway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.describe.blocks import (
    DocumentSection,
    Item,
    Items,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from iopkit.describe.inline import Text, joined, reference
from iopkit.describe.statement import statements
from iopkit.files.format.assessment import FACT
from iopkit.files.format.levels import OUTCOME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.describe.names import PathwayNames
    from iopkit.model.pathway import Pathway


def assessment_section(pathway: Pathway, names: PathwayNames) -> Iterator[DocumentSection]:
    """Yield the facts that are asked about a client; nothing for a pathway that asks none."""
    facts = pathway.assessment.facts
    if facts:
        rows = [
            TableRow(
                cells=[
                    TableCell([fact.id, *reference(fact.basis)]),
                    TableCell(fact.ask),
                    TableCell(
                        joined(line for _, line in statements(FACT, fact, names, but=("ask",)))
                    ),
                ]
            )
            for fact in facts
        ]
        columns = [TableColumn(name=name) for name in ("fact", "question", "answer")]
        yield DocumentSection(
            title="What is asked about a client",
            blocks=[Table(columns=columns, rows=rows, role="ends")],
            foldable=True,
            folded=True,
            summary=f"{len(facts)} facts",
            role="level",
        )


def outcomes_section(pathway: Pathway, names: PathwayNames) -> Iterator[DocumentSection]:
    """Yield how care can end."""
    items = [
        Item(
            line=[
                names.link(outcome.id),
                *((Text(": "), *said) if said else ()),
            ]
        )
        for outcome in pathway.outcomes
        for said in [
            joined(line for _, line in statements(OUTCOME, outcome, names, but=("title",)))
        ]
    ]
    if items:
        yield DocumentSection(
            title="How care can end",
            blocks=[Items(items=items)],
            foldable=True,
            folded=True,
            summary=f"{len(items)} outcomes",
            role="level",
        )
