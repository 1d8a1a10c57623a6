"""From a table of who is there today to a `Census`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.diagnostics.catalogue.tables import (
    CENSUS_LEVEL,
    CENSUS_NUMBER,
    CENSUS_STATE,
    COMPLETED_IN_DOUBT,
    COMPLETED_NO_LEVELS,
    DAYS_IN_CARE_TOO_FEW,
    NO_COLUMN_OF_TIME,
    NO_DATE_OF_CENSUS,
    SINCE_NO_DATE,
    SINCE_TOO_LATE,
    TABLE_ANSWER,
)
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.diagnostics.span import SourceSpan
from iopkit.errors import PathwayError, UnreadableError
from iopkit.files.schema.percent import small_percent
from iopkit.files.tables.aliases import doubt, meant
from iopkit.files.tables.answer_text import (
    ReadAnswer,
    all_shares,
    date_in,
    days_in,
    empty,
    hear,
    not_a_date,
)
from iopkit.files.tables.csv_table import (
    CsvCell,
    CsvTable,
    check_names,
    read_table,
    refuse,
    told_blank,
)
from iopkit.files.yaml.text import name_of, read_text
from iopkit.model.simulation.census import Census, CurrentClient

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    from iopkit.diagnostics.kind import DiagnosticKind, DiagnosticMessage
    from iopkit.files.yaml.text import TextSource
    from iopkit.model.assessment import Fact, Value
    from iopkit.model.pathway import Pathway

COLUMNS: Final[dict[str, str]] = {
    "level": "The level where the client is, or for which the client waits.",
    "state": "in care, or waiting.",
    "days": "How long ago the stay, or the wait, began. [days]",
    "since": "The date on which it began, instead of days.",
    "days_in_care": "How long ago care began without a break; may stay empty. [days]",
    "completed": "The levels finished as planned, with ; between them; may stay empty.",
}
"""The columns that a census can have beside those of the facts."""

_STATES: Final = {"in care": False, "waiting": True}
_STATES_NAMED: Final = dict.fromkeys(_STATES, "")


def load_census(
    source: TextSource,
    pathway: Pathway,
    *,
    on: dt.date | None = None,
    warn: Callable[[Diagnostic], object] | None = None,
) -> Census:
    """Return the clients in a table, in the order of its rows. Reads the file.

    Parameters
    ----------
    source
        A CSV file in UTF-8 with the columns ``level``, ``state``, ``days`` or ``since``, and, as
        far as they are known, ``days_in_care``, ``completed`` and the facts of the assessment. An
        empty answer was not recorded.
    pathway
        Whose levels and questions these are.
    on
        The date of the census, from which ``since`` is counted; None when it is not known.
    warn
        Told what is probably not meant, such as 0.85 for 85 %, and that blank rows were skipped;
        None to tell nobody.

    Raises
    ------
    UnreadableError
        When there is no such file, or it is no table with these columns.
    PathwayError
        When a value cannot be what its column says; repeats no answer.
    """
    return loads_census(read_text(source), pathway, name=name_of(source), on=on, warn=warn)


def loads_census(
    text: str,
    pathway: Pathway,
    *,
    name: str = "<text>",
    on: dt.date | None = None,
    warn: Callable[[Diagnostic], object] | None = None,
) -> Census:
    r"""Return the clients in the text of a table; otherwise as `load_census`.

    >>> from iopkit.files.compose.load import load
    >>> today = loads_census("level,state,days\niop,in care,12\n", load("standard"))
    >>> len(today.clients)
    1
    """
    table = read_table(text, name)
    facts = {fact.id: fact for fact in pathway.assessment.facts}
    table = check_names(table, name, [*COLUMNS, *facts], ["level", "state"])
    levels = {level.id: level.title for level in pathway.levels}
    reader = _Reader(name, table, facts, levels, on)
    reader.check_clock()
    clients = [reader.client(row) for row in table.rows]
    try:
        refuse(reader.found)
    except UnreadableError as error:
        raise PathwayError(error.complaints) from None
    for each in reader.warnings():
        if warn is not None:
            warn(each)
    return Census([client for client in clients if client is not None])


@attrs.frozen
class _Reader:
    """Reads row by row, and collects what is wrong."""

    file: str
    table: CsvTable
    facts: dict[str, Fact]
    levels: dict[str, str]
    on: dt.date | None
    found: list[Diagnostic] = attrs.field(factory=list)
    heard: dict[str, list[ReadAnswer]] = attrs.field(factory=dict)

    def warnings(self) -> Iterator[Diagnostic]:
        """Yield what is probably not meant, once all clients are read."""
        if self.table.blank:
            yield told_blank(self.table, SourceSpan(self.file, self.table.blank[0], 1))
        for name in self.table.names:
            answers = self.heard.get(name.text, [])
            if all_shares(answers):
                yield small_percent(name.text, len(answers), self._mark(name))

    def check_clock(self) -> None:
        """Refuse a table that says nothing about the time, or says it twice."""
        names = {cell.text for cell in self.table.names}
        mark = self._mark(self.table.names[0])
        if len({"days", "since"} & names) != 1:
            raise UnreadableError([Diagnostic.at(mark, NO_COLUMN_OF_TIME())])
        if "since" in names and self.on is None:
            raise UnreadableError([Diagnostic.at(mark, NO_DATE_OF_CENSUS())])

    def client(self, row: tuple[CsvCell, ...]) -> CurrentClient | None:
        """Return the client of a row; None, with complaints, when it cannot be read."""
        before = len(self.found)
        cells = {name.text: cell for name, cell in zip(self.table.names, row, strict=True)}
        level = self._level(cells["level"])
        waiting = self._state(cells["state"])
        days = self._days(cells)
        care = self._care(cells.get("days_in_care"))
        completed = self._completed(cells.get("completed"))
        facts = self._answers(cells)
        if len(self.found) > before:
            return None
        if care is not None and not waiting and care < days:
            self._complain(cells["days_in_care"], DAYS_IN_CARE_TOO_FEW())
            return None
        return CurrentClient(
            level=level,
            is_waiting=waiting,
            days=days,
            days_in_care=care,
            completed=completed,
            facts=facts,
        )

    def _level(self, cell: CsvCell) -> str:
        return self._one(CENSUS_LEVEL, cell, self.levels)

    def _state(self, cell: CsvCell) -> bool:
        return _STATES.get(self._one(CENSUS_STATE, cell, _STATES_NAMED), False)

    def _one(self, kind: DiagnosticKind, cell: CsvCell, names: Mapping[str, str]) -> str:
        """Return the one of some names that a value means; complains when it means none."""
        found = meant(cell.text, names)
        if len(found) == 1:
            return found[0]
        listed = f"must be one of {', '.join(names)}"
        why = doubt(found) if found else listed if cell.text.strip() else empty(listed)
        self._complain(cell, kind(why=why))
        return ""

    def _days(self, cells: dict[str, CsvCell]) -> float:
        if self.on is None or "since" not in cells:
            return self._amount("days", cells["days"])
        cell = cells["since"]
        since = date_in(cell.text)
        if since is None:
            self._complain(cell, SINCE_NO_DATE(why=not_a_date(cell.text)))
            return 0.0
        if since > self.on:
            self._complain(cell, SINCE_TOO_LATE(on=self.on.isoformat()))
        return float((self.on - since).days)

    def _care(self, cell: CsvCell | None) -> float | None:
        return None if cell is None or cell.is_empty else self._amount("days_in_care", cell)

    def _amount(self, name: str, cell: CsvCell) -> float:
        days = days_in(cell.text)
        if days.answer is None:
            self._complain(cell, CENSUS_NUMBER(name=name, why=days.why))
        return float(days.answer or 0.0)

    def _completed(self, cell: CsvCell | None) -> tuple[str, ...]:
        if cell is None or cell.is_empty:
            return ()
        sign = ";" if ";" in cell.text else ","
        found = [meant(name, self.levels) for name in cell.text.split(sign)]
        several = next((each for each in found if len(each) > 1), ())
        if several:
            self._complain(cell, COMPLETED_IN_DOUBT(why=doubt(several)))
        elif not all(found):
            self._complain(cell, COMPLETED_NO_LEVELS(levels=tuple(self.levels)))
        return tuple(each[0] for each in found if each)

    def _answers(self, cells: dict[str, CsvCell]) -> dict[str, Value]:
        answers: dict[str, Value] = {}
        for name, cell in cells.items():
            if name in COLUMNS or cell.is_empty:
                continue
            heard = hear(cell.text, self.facts[name].type)
            if heard.answer is None:
                self._complain(cell, TABLE_ANSWER(name=name, why=heard.why))
                continue
            self.heard.setdefault(name, []).append(heard)
            answers[name] = heard.answer
        return answers

    def _complain(self, cell: CsvCell, message: DiagnosticMessage) -> None:
        self.found.append(Diagnostic.at(self._mark(cell), message))

    def _mark(self, cell: CsvCell) -> SourceSpan:
        return SourceSpan(self.file, cell.line, cell.column, max(1, len(cell.text)))
