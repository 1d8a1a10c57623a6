"""A file of clients, from the first row to the last: read, placed, counted, written."""

from __future__ import annotations

import contextlib
import itertools
import stat
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import attrs
import numpy as np

from iopkit.columns import arrow as _arrow
from iopkit.columns.answers import Interpreter
from iopkit.columns.batch import IN_TIME, ROWS, Batch, kinds, out_of_time
from iopkit.columns.batch_placement import BatchPlacer
from iopkit.columns.header import KEY, LONGEST, columns, first_of, read_header
from iopkit.columns.lines import lines_of
from iopkit.columns.output import private_file
from iopkit.columns.placement_counts import TOLD, PlacementCounts
from iopkit.columns.placement_table import written
from iopkit.columns.quotes import unclosed_quotes
from iopkit.columns.raw_column import nothing_in
from iopkit.diagnostics.catalogue.tables import (
    COLUMN_WITHOUT_ANSWERS,
    COLUMN_WITHOUT_KEYS,
    MORE_QUOTES,
    NAMELESS_COLUMN_WITH_VALUES,
    NO_PARQUET,
    NO_SUCH_TABLE,
    OPEN_QUOTE_IN_LINE,
    ROW_TOO_LONG,
    TABLE_IS_FOLDER,
    TABLE_IS_NO_PLAIN_FILE,
    TABLE_REFUSED,
)
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.diagnostics.span import SourceSpan
from iopkit.errors import InvalidValueError, UnreadableError
from iopkit.files.schema.percent import small_percent
from iopkit.model.assessment import DAYS_IN_CARE

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from iopkit.columns.answers import Answers, Faults
    from iopkit.columns.arrow import ArrowRows
    from iopkit.columns.header import Header
    from iopkit.diagnostics.kind import DiagnosticMessage
    from iopkit.model.pathway import Pathway

CSV: Final = ".csv"
PARQUET: Final = ".parquet"
SUFFIXES: Final = (CSV, PARQUET)
"""What the names of tables end with."""

_LATE: Final = 255
"""What is wrong with days in care that are fewer than those at the level."""


def place_table(
    pathway: Pathway,
    source: str | os.PathLike[str],
    out: str | os.PathLike[str] | None = None,
    *,
    progress: Callable[[int], None] | None = None,
) -> PlacementCounts:
    """Place all clients of a file. Reads the file, and writes `out`.

    The file is read some rows at a time, so it may be larger than the memory. A row in which
    something cannot be read is not placed, and the rest is done. A row in which nothing stands is
    no client; such rows are counted. A quote that is not closed in its
    line makes a table of text unusable: nobody can say where the rows after it begin.

    Parameters
    ----------
    pathway
        The levels and their rules.
    source
        A table in CSV or Parquet with a row for each client, as its name ends.
    out
        The table to write, in CSV or Parquet: one row for each row that was read. Only its owner
        may read it. None to count only.
    progress
        Told now and then how many rows are done.

    Returns
    -------
    Tally
        How many clients belong where, and what could not be read.

    Raises
    ------
    UnreadableError
        When the file cannot be read, or its columns are not questions of the pathway.
    FileExistsError
        When there is a file named `out`; it is left as it was.
    OSError
        When `out` cannot be written.
    ValueError
        When a name ends otherwise.
    """
    source = Path(source)
    for path in (source, *([] if out is None else [Path(out)])):
        if path.suffix.lower() not in SUFFIXES:
            raise InvalidValueError(
                f"the name of a table ends with .csv or .parquet, not '{path.name}'"
            )
    table = _Table(pathway=pathway, placing=BatchPlacer.of(pathway), source=source)
    with contextlib.ExitStack() as stack:
        rows = stack.enter_context(table.opened())
        writer = None
        if out is not None:
            file = stack.enter_context(private_file(out))
            is_parquet = Path(out).suffix.lower() == PARQUET
            writer = stack.enter_context(_arrow.ArrowWriter(file, parquet=is_parquet))
        try:
            for some in rows:
                table.place(some, writer)
                if progress:
                    progress(table.tally.clients + table.tally.bad_rows)
        except _arrow.BadColumnError:
            table.unusable = True
        table.check()
    return table.told()


@attrs.define(kw_only=True)
class _Table:
    """A file of clients while it is placed."""

    pathway: Pathway
    placing: BatchPlacer
    source: Path
    unusable: bool = False
    header: Header | None = None
    holds: dict[str, str] = attrs.field(factory=dict)
    nameless: dict[str, int] = attrs.field(factory=dict)
    interpreters: dict[str, Interpreter] = attrs.field(factory=dict)
    blank: NDArray[np.int64] = attrs.field(factory=lambda: np.arange(0))
    tally: PlacementCounts = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Begin with nobody counted."""
        self.tally = PlacementCounts(levels=self.placing.levels)

    @contextlib.contextmanager
    def opened(self) -> Iterator[Iterator[ArrowRows]]:
        """Yield the rows, once the columns are known to be questions."""
        try:
            mode = self.source.stat().st_mode
            if stat.S_ISDIR(mode):
                raise self._refused(TABLE_IS_FOLDER())
            if not stat.S_ISREG(mode):  # of a pipe the first row could not be read twice
                raise self._refused(TABLE_IS_NO_PLAIN_FILE())
            file = self.source.open("rb")
        except FileNotFoundError:
            raise self._refused(NO_SUCH_TABLE()) from None
        except OSError as error:
            raise self._refused(TABLE_REFUSED(reason=error.strerror)) from None
        with file:
            yield self._csv(file) if self.source.suffix.lower() == CSV else self._parquet()

    def place(self, rows: ArrowRows, writer: _arrow.ArrowWriter | None) -> None:
        """Place some rows, count them, and write them."""
        blank = rows.blank()
        if blank.any():
            self._skip(rows.numbers[blank])
            rows = rows.but(blank)
        self._check_nameless(rows)
        answers: dict[str, Answers] = {}
        wrong: dict[str, Faults] = {}
        for name, interpreter in self.interpreters.items():
            answers[self.holds[name]], wrong[name] = interpreter.read(rows.columns[name])
        late = out_of_time(answers)
        if late is not None:
            wrong[self._care] = np.where(late, _LATE, wrong[self._care])
        keys = None
        if rows.keys is not None:
            keys, bad_keys = _arrow.plain_keys(rows.keys)
            wrong[KEY] = bad_keys.astype(np.uint8)
        size = len(rows.numbers)
        placed = self.placing.place(Batch(size=size, answers=answers))
        bad = np.zeros(size, dtype=np.bool)
        for each in wrong.values():
            bad |= each != 0
        if bad.any():
            self._complain(rows, wrong)
            self.tally.bad_rows += int(np.count_nonzero(bad))
        self.tally.add(placed.pick(~bad) if bad.any() else placed)
        if writer:
            writer.write(written(placed, self._counted(rows.numbers), keys, wrong, bad))

    def check(self) -> None:
        """Raise what reading came upon, outside of the exception that knows the row."""
        if not self.unusable:
            return
        if self.source.suffix.lower() == PARQUET:
            raise self._refused(NO_PARQUET())
        raise self._refused(ROW_TOO_LONG(megabytes=_arrow.BLOCK // 1000000))

    def told(self) -> PlacementCounts:
        """Return the count, with the lines of what cannot be read."""
        lines: dict[int, int] = {}
        if self.header and self.tally.bad:
            rows = {row for each in self.tally.bad for row in each.rows}
            skip, sign = self.header.lines, self.header.sign
            lines = lines_of(self.source, rows, skip=skip, sign=sign)
        self.tally.bad = [
            attrs.evolve(
                each,
                row=self._counted(np.array(each.rows))[0].item(),
                line=lines.get(each.rows[0], 0),
                rows=self._counted(np.array(each.rows)).tolist(),
                lines=[lines[row] for row in each.rows if row in lines],
            )
            for each in sorted(self.tally.bad, key=lambda each: each.rows[0])
        ]
        self.tally.blank_rows += len(self.blank)
        self.tally.warnings = [*self._small_percents()]
        return self.tally

    def _skip(self, numbers: NDArray[np.int64]) -> None:
        """Remember the numbers of some rows in which nothing stands."""
        self.blank = np.sort(np.concatenate([self.blank, numbers]))

    def _counted(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the numbers of rows as if those in which nothing stands were not there."""
        return numbers - np.searchsorted(self.blank, numbers) if len(self.blank) else numbers

    def _small_percents(self) -> Iterator[Diagnostic]:
        places = dict(zip(self.holds, self.header.places if self.header else (), strict=False))
        for name, interpreter in self.interpreters.items():
            shares = interpreter.shares
            if shares is not None and shares.is_suspect:
                line, column = places.get(name, (0, 0))
                mark = SourceSpan(str(self.source), line, column, len(name))
                yield small_percent(name, shares.answers, mark)

    def _check_nameless(self, rows: ArrowRows) -> None:
        for name, number in self.nameless.items():
            if not nothing_in(rows.columns[name]).all():
                raise self._refused(NAMELESS_COLUMN_WITH_VALUES(number=number))

    @property
    def _care(self) -> str:
        """The name of the column with the days in care."""
        return next(name for name, what in self.holds.items() if what == DAYS_IN_CARE)

    def _csv(self, file: IO[bytes]) -> Iterator[ArrowRows]:
        self.header = header = read_header(file.read(LONGEST), str(self.source))
        key = self._know(header.names, header.places)
        self.tally.blank_rows += header.blank
        used = len(header.names)
        # No column has such a name: every name of a question has letters.
        self.nameless = {f" {used + n}": used + n for n in range(1, header.nameless + 1)}
        file.seek(header.bytes)
        self._refuse_open_quotes(file, header)
        file.seek(header.bytes)
        names = [*header.names, *self.nameless]
        return _arrow.csv_rows(file, names, key, self._ragged, sign=header.sign)

    def _refuse_open_quotes(self, file: IO[bytes], header: Header) -> None:
        quotes = unclosed_quotes(file, header.lines, header.sign.encode())
        found = [
            Diagnostic.at(SourceSpan(str(self.source), line, column), OPEN_QUOTE_IN_LINE())
            for line, column in itertools.islice(quotes, TOLD + 1)
        ]
        if found:
            raise UnreadableError(first_of(found, MORE_QUOTES))

    def _parquet(self) -> Iterator[ArrowRows]:
        try:
            found = _arrow.parquet_columns(self.source)
        except _arrow.BadColumnError:
            self.unusable = True
            return iter(())
        key = self._know([name for name, _ in found])
        for name, can in found:
            if not can:
                raise self._refused(_no_answers(name, is_key=name == key))
        return _arrow.parquet_rows(self.source, key, ROWS)

    def _know(self, names: Sequence[str], places: Sequence[tuple[int, int]] = ()) -> str | None:
        """Learn what the columns hold, and return the name of the one with the keys."""
        asked = kinds(self.pathway)
        self.holds = columns(names, self.pathway, str(self.source), places)
        self.interpreters = {
            name: Interpreter(asked[what]) for name, what in self.holds.items() if what in asked
        }
        keys = [name for name, what in self.holds.items() if what == KEY and KEY not in asked]
        return keys[0] if keys else None

    def _ragged(self, row: int, values: int, text: str) -> None:
        if self.header and not text.replace(self.header.sign, "").replace('"', "").strip():
            self._skip(np.array([row]))
            return
        wanted = len(self.holds) + len(self.nameless)
        values_there = "1 value" if values == 1 else f"{values} values"
        columns_there = "is 1 column" if wanted == 1 else f"are {wanted} columns"
        message = f"has {values_there}, but there {columns_there}"
        self.tally.complain("", message, np.array([row]))
        self.tally.bad_rows += 1

    def _complain(self, rows: ArrowRows, wrong: Mapping[str, Faults]) -> None:
        for name, faults in wrong.items():
            for fault in np.unique(faults[faults != 0]).tolist():
                self.tally.complain(name, self._why(name, fault), rows.numbers[faults == fault])

    def _why(self, name: str, fault: int) -> str:
        interpreter = self.interpreters.get(name)
        if interpreter is None:
            return "must be one line in UTF-8"
        return IN_TIME if fault == _LATE else interpreter.reasons[fault - 1]

    def _refused(self, message: DiagnosticMessage) -> UnreadableError:
        return UnreadableError([Diagnostic.at(SourceSpan(str(self.source)), message)])


def _no_answers(name: str, *, is_key: bool) -> DiagnosticMessage:
    """Return what is wrong with a column of dates, lists and the like, and what to do."""
    # A date of birth or of admission would tell who a client is.
    return COLUMN_WITHOUT_KEYS(name=name) if is_key else COLUMN_WITHOUT_ANSWERS(name=name)
