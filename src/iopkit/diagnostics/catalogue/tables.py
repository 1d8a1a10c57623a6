"""Wordings of tables of clients, arrivals and a census."""

from __future__ import annotations

from typing import Final

from iopkit.diagnostics.catalogue.clients import BAD_ANSWER, IDENTITY
from iopkit.diagnostics.catalogue.file_access import (
    EMPTY_FILE,
    MISSING_FILE,
    NOT_A_FILE,
    NOT_TEXT,
    NOT_UTF_8,
    TOO_LARGE,
)
from iopkit.diagnostics.catalogue.keys import DUPLICATE_KEY, MISSING_KEY, ONE_OF, UNKNOWN_KEY
from iopkit.diagnostics.catalogue.lint import BLANK_ROWS
from iopkit.diagnostics.catalogue.other_files import TABLE_UNKNOWN
from iopkit.diagnostics.catalogue.values import (
    BAD_VALUE,
    EMPTY_VALUE,
    NOT_A_DATE,
    NOT_A_NUMBER,
    NOT_AN_ID,
    WRONG_FORM,
)
from iopkit.diagnostics.catalogue.yaml_syntax import UNCLOSED_QUOTE

TABLE_UNREADABLE: Final = TABLE_UNKNOWN.kind("'{text}' cannot be read: {reason}")
ABSOLUTE_PATH_OF_TABLE: Final = TABLE_UNKNOWN.kind(
    "a table of people needs a path that starts at the folder of this file", "write a relative path"
)
IDENTITY_COLUMN: Final = IDENTITY.kind(
    "'{said}' would tell who the client is; iopkit keeps no identity", "leave the column out"
)
DAYS_IN_CARE_TOO_FEW: Final = BAD_ANSWER.kind(
    "'days_in_care' must be at least the days at the level", "whoever is at a level is in care"
)
SINCE_TOO_LATE: Final = BAD_ANSWER.kind("'since' must not be after the date of the census, {on}")
COMPLETED_IN_DOUBT: Final = BAD_ANSWER.kind("'completed' {why}")
COMPLETED_NO_LEVELS: Final = BAD_ANSWER.kind(
    "'completed' must be one or more of {levels}", "write ; between several"
)
TABLE_ANSWER: Final = BAD_ANSWER.kind("'{name}' {why}")
NAMELESS_COLUMN: Final = EMPTY_VALUE.kind("this column has no name", "name it, or leave it out")
RAGGED_ROW: Final = WRONG_FORM.kind(
    "{values} here, but the table has {columns}",
    "every row needs a value for each column; a {parted} inside a value needs quotes",
)
NO_TABLE: Final = WRONG_FORM.kind(
    "this is no table: it begins as a file of keys and values does",
    "the first row has to hold the names of the columns",
)
TEXT_BEHIND_QUOTE: Final = WRONG_FORM.kind(
    "something stands behind the quote that closes this value",
    "put all of the value in quotes; within quotes write a quote twice",
)
NO_NAME_OF_TABLE: Final = WRONG_FORM.kind(
    "this must be the name of a table, not {given}", "write the name of a file, such as {example}"
)
NAMELESS_COLUMN_WITH_VALUES: Final = WRONG_FORM.kind(
    "column {number} has no name, and something stands in it", "name it, or remove it"
)
NO_QUESTION_IN_FIRST_ROW: Final = WRONG_FORM.kind(
    "the first row names no question of this pathway",
    "the first row has to hold the names of questions, such as completed.iop",
)
SEVERAL_SEPARATORS: Final = WRONG_FORM.kind(
    "the columns are not separated by one sign alone", "save the file as CSV with commas"
)
CENSUS_NUMBER: Final = NOT_A_NUMBER.kind("'{name}' {why}")
ARRIVAL_DAY: Final = NOT_A_NUMBER.kind("'day' {why}")
SINCE_NO_DATE: Final = NOT_A_DATE.kind("'since' {why}")
ARRIVAL_DATE: Final = NOT_A_DATE.kind("'date' {why}")
NO_SUCH_TABLE: Final = MISSING_FILE.kind("there is no such file")
TABLE_IS_FOLDER: Final = NOT_A_FILE.kind("this is a folder, not a file", "give the file inside it")
TABLE_IS_NO_PLAIN_FILE: Final = NOT_A_FILE.kind(
    "this is not a plain file", "save the table to a file first"
)
TABLE_REFUSED: Final = NOT_A_FILE.kind("this cannot be read: {reason}")
TABLE_TOO_LARGE: Final = TOO_LARGE.kind(
    "more than {most:,} values in this table", "give fewer rows"
)
ROW_TOO_LONG: Final = TOO_LARGE.kind(
    "a row is longer than {megabytes} MB", "is a quote never closed?"
)
FIRST_ROW_TOO_LONG: Final = TOO_LARGE.kind(
    "the first row is longer than any names of columns can be", "is a quote never closed?"
)
FIRST_ROW_NOT_UTF_8: Final = NOT_UTF_8.kind(
    "the first row is not written in UTF-8", "save the file as CSV in UTF-8"
)
NO_PARQUET: Final = NOT_TEXT.kind("this is no Parquet file, or it is damaged")
TABLE_NOT_TEXT: Final = NOT_TEXT.kind("this is not a text file in UTF-8", "save it as CSV in UTF-8")
EMPTY_TABLE: Final = EMPTY_FILE.kind(
    "there is nothing here", "the first row has to hold the names of the columns"
)
TABLE_WITHOUT_NAMES: Final = EMPTY_FILE.kind(
    "this file is empty", "the first row has to hold the names of questions, such as completed.iop"
)
OPEN_QUOTE_IN_LINE: Final = UNCLOSED_QUOTE.kind(
    "a quote opens here and is not closed in this line",
    "close it, or take it out; every value stands in one line",
)
COLUMN_TWICE: Final = DUPLICATE_KEY.kind("column '{name}' stands there twice", "keep one of them")
COLUMN_MISSING: Final = MISSING_KEY.kind(
    "the table has no column '{wanted}'", "columns can be: {known}"
)
NO_COLUMN_OF_TIME: Final = MISSING_KEY.kind(
    "one column has to be 'days' or 'since'",
    "write in 'days' for how long, or in 'since' the date, such as 2026-03-01",
)
NO_DATE_OF_CENSUS: Final = MISSING_KEY.kind(
    "the dates in 'since' need the date of the census",
    "say on which date the run starts, or give 'days' instead",
)
NO_COLUMN_OF_ARRIVAL: Final = MISSING_KEY.kind(
    "one column has to be 'day' or 'date'",
    "write in 'day' the days from the start, or in 'date' dates such as 2026-03-01",
)
FROM_FILE_EXCLUDES: Final = ONE_OF.kind(
    "'from_file' and '{other}' exclude each other", "keep one of them"
)
REFUSED_COLUMN: Final = NOT_AN_ID.kind("{reason}", "the first row has to hold the ids of facts")
UNNAMED_COLUMN: Final = WRONG_FORM.kind("this column has no name", "name it, or remove it")
COLUMN_TWICE_THERE: Final = DUPLICATE_KEY.kind(
    "column {column} stands there twice", "keep one of them"
)
COLUMN_IN_DOUBT: Final = UNKNOWN_KEY.kind("column '{name}' {why}", "name the question")
COLUMN_OF_IDENTITY: Final = IDENTITY.kind(
    "column '{name}' would tell who a client is; iopkit keeps no identity", "remove the column"
)
COLUMN_OF_IDENTITY_OR_KEY: Final = IDENTITY.kind(
    "column '{name}' would tell who a client is; iopkit keeps no identity",
    "remove it; a key that means nothing can stand in a column '{key}'",
)
NO_QUESTION_OF_PATHWAY: Final = UNKNOWN_KEY.kind(
    "column {column} is no question of this pathway", "remove it, or ask for it in the assessment"
)
NUMBERED_COLUMN_UNNAMED: Final = WRONG_FORM.kind(
    "column {number} has no name", "name it, or remove it"
)
COLUMN_OVER_LINES: Final = WRONG_FORM.kind(
    "column {number} has a name over several lines", "give it the name of a question"
)
INDEX_COLUMN: Final = UNKNOWN_KEY.kind(
    "column '{name}' holds the numbers that pandas gives to rows",
    "write the table with index=False",
)
COLUMN_WITHOUT_KEYS: Final = WRONG_FORM.kind(
    "column '{name}' holds no key",
    "a key is a number or a text that means nothing, never a date",
)
COLUMN_WITHOUT_ANSWERS: Final = WRONG_FORM.kind(
    "column '{name}' holds no answers", "give texts, numbers or yes/no"
)
ONE_BLANK_ROW: Final = BLANK_ROWS.kind(
    "1 blank row was skipped", "take them out, so that nobody wonders who is missing there"
)
SEVERAL_BLANK_ROWS: Final = BLANK_ROWS.kind(
    "{count:,} blank rows were skipped",
    "take them out, so that nobody wonders who is missing there",
)
CENSUS_LEVEL: Final = BAD_ANSWER.kind("'level' {why}")
CENSUS_STATE: Final = BAD_VALUE.kind("'state' {why}")

MORE_VALUES: Final = "{count} more values are wrong"
ONE_MORE_COLUMN: Final = "1 more column cannot be used either"
MORE_COLUMNS: Final = "{count} more columns cannot be used either"
MORE_QUOTES: Final = "there are more such quotes after these"
CORRECT_FIRST: Final = "correct these first"
