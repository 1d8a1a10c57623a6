"""The tables of people that a pathway names or holds, put into its tree as lists of values.

What follows sees no difference between a file beside the pathway and a text inside it, and every
value still knows its line and column. No line of a table is ever shown: it holds answers.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.diagnostics.catalogue.tables import (
    ABSOLUTE_PATH_OF_TABLE,
    FROM_FILE_EXCLUDES,
    NO_NAME_OF_TABLE,
    TABLE_UNREADABLE,
)
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.errors import UnreadableError
from iopkit.files.compose.file_finder import beside
from iopkit.files.tables.arrivals import came
from iopkit.files.tables.csv_table import read_table, told_blank
from iopkit.files.tables.location import TablePlace
from iopkit.files.yaml.node import Entries, YamlKey

if TYPE_CHECKING:
    from iopkit.files.compose.file_finder import OpenedFile
    from iopkit.files.tables.csv_table import CsvCell, CsvTable
    from iopkit.files.yaml.node import Node

_INSTEAD: Final = ("days", "people", "in_order", "starts")
"""The keys that say together what a table of arrivals says."""


def with_tables(root: Node, source: OpenedFile, complaints: list[Diagnostic]) -> Node:
    """Return the tree of a file with the tables that its arrivals name read into it.

    A table that cannot be read is a complaint, and an empty text stands in its place.
    """
    section = root.child("arrivals")
    if section is None or not isinstance(section.value, Entries):
        return root
    streams = tuple((key, _stream(node, source, complaints)) for key, node in section.value.pairs)
    changed = attrs.evolve(section, value=Entries(streams))
    pairs = root.value.pairs if isinstance(root.value, Entries) else ()
    listed = tuple((key, changed if key.text == "arrivals" else node) for key, node in pairs)
    return attrs.evolve(root, value=Entries(listed))


def _stream(stream: Node, source: OpenedFile, complaints: list[Diagnostic]) -> Node:
    if not isinstance(stream.value, Entries):
        return stream
    pairs: list[tuple[YamlKey, Node]] = []
    for key, node in stream.value.pairs:
        found = [(key, node)]
        if key.text in {"people", "from_file"}:
            try:
                table, place = _table(node, source)
                if node.layer == 0 and table.blank:  # what a file extends is not its fault
                    complaints.append(told_blank(table, place.mark(table.blank[0], 1)))
                if key.text == "people":
                    found = [(key, _people(table, table.rows, place))]
                else:
                    _check_alone(stream.value)
                    found = _arrivals(key, table, place)
            except UnreadableError as error:
                complaints += error.complaints
                found = [(key, attrs.evolve(node, value=""))]
        pairs += found
    return attrs.evolve(stream, value=Entries(tuple(pairs)))


def _table(node: Node, source: OpenedFile) -> tuple[CsvTable, TablePlace]:
    """Return the table that a text holds, or that is in the file of that name."""
    if not isinstance(node.value, str):
        example = "people.csv" if node.key and node.key.text == "people" else "admissions.csv"
        raise UnreadableError(
            [Diagnostic.at(node.head, NO_NAME_OF_TABLE(given=node.said(), example=example))]
        )
    text = node.value
    if "\n" in text:
        place = TablePlace(node, lines=source.text.splitlines())
        try:
            size = source.any_size
            return read_table(text, node.mark.file, over_lines=True, any_size=size), place
        except UnreadableError as error:
            raise UnreadableError([place.placed(each) for each in error.complaints]) from None
    if Path(text).is_absolute():
        raise UnreadableError([Diagnostic.at(node.mark, ABSOLUTE_PATH_OF_TABLE())])
    try:
        found = beside(text, source)
    except UnreadableError as error:
        first = error.complaints[0]
        complaint = Diagnostic.at(
            node.mark, TABLE_UNREADABLE(text=text, reason=first.message), first.hint
        )
        raise UnreadableError([complaint]) from None
    return read_table(found.text, found.name), TablePlace(node, file=found.name)


def _check_alone(stream: Entries) -> None:
    for other in _INSTEAD:
        double = stream.get(other)
        if double is not None:
            found = Diagnostic.at(double.head, FROM_FILE_EXCLUDES(other=other))
            raise UnreadableError([found])


def _people(
    table: CsvTable,
    rows: tuple[tuple[CsvCell, ...], ...],
    place: TablePlace,
    but: int | None = None,
) -> Node:
    """Return people as their facts and rows, without the column that says when they came."""
    columns = [n for n in range(len(table.names)) if n != but]
    facts = tuple(place.value(table.names[n]) for n in columns)
    listed = tuple(place.list(tuple(place.value(row[n]) for n in columns), row[0]) for row in rows)
    return place.map(facts=facts, rows=listed)


def _arrivals(key: YamlKey, table: CsvTable, place: TablePlace) -> list[tuple[YamlKey, Node]]:
    """Return what a table of arrivals says, under the keys that say the same."""
    found = came(table, place)
    node = attrs.evolve(place.node, quoted=False)
    days = tuple(
        place.value(row[found.clock], day) for day, row in zip(found.days, found.rows, strict=True)
    )
    said = {"days": attrs.evolve(node, value=days)}
    if found.day_zero is not None:
        said["starts"] = attrs.evolve(node, value=found.day_zero.isoformat())
    if len(table.names) > 1:
        said["people"] = _people(table, found.rows, place, but=found.clock)
        said["in_order"] = attrs.evolve(node, value=True)
    keys = {name: attrs.evolve(key, text=name) for name in said}
    return [(keys[name], attrs.evolve(said[name], key=keys[name])) for name in said]
