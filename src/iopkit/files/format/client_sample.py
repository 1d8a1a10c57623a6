"""The shape of people to draw from, and of the file of those who came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.diagnostics.catalogue.tables import (
    COLUMN_TWICE,
    IDENTITY_COLUMN,
    NAMELESS_COLUMN,
    REFUSED_COLUMN,
    TABLE_ANSWER,
)
from iopkit.diagnostics.catalogue.values import REFUSED_BY_MODEL
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.errors import UnreadableError
from iopkit.files.format.assessment import FACT
from iopkit.files.schema.context import ReadingContext, UnreadableNodeError
from iopkit.files.schema.emitter import Lines
from iopkit.files.schema.percent import small_percent
from iopkit.files.tables.aliases import meant
from iopkit.files.tables.answer_text import all_shares, hear, spoken
from iopkit.files.tables.csv_table import refuse, write_table
from iopkit.files.yaml.node import Entries, Node
from iopkit.model.assessment import identifies
from iopkit.model.simulation.client_sample import ClientSample
from iopkit.model.validators import not_an_identifier

if TYPE_CHECKING:
    from iopkit.files.schema.value_type import JsonSchema, Written
    from iopkit.model.assessment import FactType, Value
    from iopkit.model.basis import Basis


@attrs.frozen
class ClientSampleShape:
    """A table of people: the name of a file, or the text of one.

    `iopkit.files.compose.client_samples` has read it by now; a text that is left could not be read.
    """

    def read(self, node: Node, reading: ReadingContext) -> ClientSample:
        """Return the people; each answer as its question takes it, if it can."""
        if isinstance(node.value, str):
            raise UnreadableNodeError  # that it could not be read has been complained about
        facts, rows = node.at(("facts",)), node.at(("rows",))
        names = _names(_items(facts), reading)
        answers = _answers(_items(facts), names, _items(rows), reading)
        try:
            return ClientSample(facts=names, rows=zip(*answers, strict=True))
        except ValueError as error:
            reading.refuse(REFUSED_BY_MODEL(reason=str(error)), node.head)

    def write(self, value: ClientSample, _basis: Basis | None) -> Written:
        """Return the text of the table."""
        rows = [[spoken(answer) for answer in row] for row in value.rows]
        return Lines(write_table(value.facts, rows))

    def schema(self, *, partial: bool) -> JsonSchema:  # noqa: ARG002
        """Return what is accepted."""
        return {"type": "string", "minLength": 1}


@attrs.frozen
class ArrivalsFile:
    """The file of those who came; by now it stands under the keys that say the same."""

    def read(self, node: Node, reading: ReadingContext) -> str:  # noqa: ARG002
        """Give up: what is left here could not be read."""
        raise UnreadableNodeError

    def write(self, value: str, _basis: Basis | None) -> Written:
        """Return the name."""
        return value

    def schema(self, *, partial: bool) -> JsonSchema:  # noqa: ARG002
        """Return what is accepted."""
        return {"type": "string", "minLength": 1}


def _items(node: Node) -> tuple[Node, ...]:
    return node.value if isinstance(node.value, tuple) else ()


def _names(cells: tuple[Node, ...], reading: ReadingContext) -> list[str]:
    """Return the names of the columns; complains about all that cannot be one."""
    names: list[str] = []
    questions = reading.root.child("assessment")
    asked = questions.value.names() if questions and isinstance(questions.value, Entries) else ()
    before = len(reading.complaints)
    for cell in cells:
        said = str(cell.value)
        meanings = meant(said, asked)
        name = meanings[0] if len(meanings) == 1 else said
        problem = not_an_identifier(name)
        if len(meanings) != 1 and identifies(said):
            reading.complain(IDENTITY_COLUMN(said=said), cell.mark)
        elif not name:
            reading.complain(NAMELESS_COLUMN(), cell.mark)
        elif problem:
            reading.complain(REFUSED_COLUMN(reason=problem), cell.mark)
        elif name in names:
            reading.complain(COLUMN_TWICE(name=name), cell.mark)
        names.append(name)
    if len(reading.complaints) > before:
        raise UnreadableNodeError
    return names


def _answers(
    columns: tuple[Node, ...], names: list[str], rows: tuple[Node, ...], reading: ReadingContext
) -> list[list[Value]]:
    """Return the answers of each column; complains about all that are none."""
    found: list[Diagnostic] = []
    answers: list[list[Value]] = []
    for place, (column, name) in enumerate(zip(columns, names, strict=True)):
        kind = _kind(name, reading)
        cells = [_items(row)[place] for row in rows]
        if kind is None:  # that nobody asks this is said by who knows all questions
            answers.append([str(cell.value) for cell in cells])
            continue
        heard = [hear(str(cell.value), kind) for cell in cells]
        found += [
            Diagnostic.at(cell.mark, TABLE_ANSWER(name=name, why=each.why))
            for cell, each in zip(cells, heard, strict=True)
            if each.why
        ]
        answers.append([each.answer for each in heard if each.answer is not None])
        if column.layer == 0 and all_shares(heard):  # what a file extends is not its fault
            reading.complaints.append(small_percent(name, len(heard), column.mark))
    try:
        refuse(sorted(found, key=lambda each: (each.line, each.column)))
    except UnreadableError as error:
        reading.complaints.extend(error.complaints)
        raise UnreadableNodeError from None
    return answers


def _kind(name: str, reading: ReadingContext) -> FactType | None:
    """Return how a question is answered; None when there is no such question, or it is wrong."""
    question = reading.root.at(("assessment", name))
    if question.key is None or question.key.text != name:
        return None
    try:
        return FACT.read(question, ReadingContext(reading.root)).type
    except UnreadableNodeError:
        return None
