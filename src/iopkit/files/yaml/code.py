"""The names of all complaints that reading a file can make."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """What is wrong, as one word that never changes; the page of messages explains each."""

    # The file cannot be read at all.
    MISSING_FILE = "missing-file"
    NOT_A_FILE = "not-a-file"
    NO_PERMISSION = "no-permission"
    TOO_LARGE = "too-large"
    NOT_UTF_8 = "not-utf-8"
    NOT_TEXT = "not-text"
    EMPTY_FILE = "empty-file"
    # It is not the YAML that this format is written in.
    YAML_SYNTAX = "yaml-syntax"
    TAB = "tab"
    UNCLOSED_QUOTE = "unclosed-quote"
    ANCHOR = "anchor"
    TAG = "tag"
    SECOND_DOCUMENT = "second-document"
    TOO_DEEP = "too-deep"
    TOO_MANY_VALUES = "too-many-values"
    # Keys.
    KEY_NOT_TEXT = "key-not-text"
    MERGE_KEY = "merge-key"
    DUPLICATE_KEY = "duplicate-key"
    NEAR_DUPLICATE_KEY = "near-duplicate-key"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    ONE_OF = "one-of"
    # Values.
    VERSION = "version"
    EMPTY_VALUE = "empty-value"
    WRONG_FORM = "wrong-form"
    NEEDS_QUOTES = "needs-quotes"
    NOT_TRUE_OR_FALSE = "not-true-or-false"
    NOT_A_NUMBER = "not-a-number"
    NOT_A_DURATION = "not-a-duration"
    NOT_A_RANGE = "not-a-range"
    NOT_A_RATE = "not-a-rate"
    NOT_A_TRACK = "not-a-track"
    NOT_HOURS = "not-hours"
    NOT_A_DATE = "not-a-date"
    NOT_AN_ID = "not-an-id"
    NOT_A_CHOICE = "not-a-choice"
    NOT_A_DISTRIBUTION = "not-a-distribution"
    BAD_VALUE = "bad-value"
    CRITERION = "criterion"
    # Other files.
    EXTENDS_UNKNOWN = "extends-unknown"
    EXTENDS_WRONG_FILE = "extends-wrong-file"
    EXTENDS_CYCLE = "extends-cycle"
    EXTENDS_TOO_LONG = "extends-too-long"
    TABLE_UNKNOWN = "table-unknown"
    PARTS_UNKNOWN = "parts-unknown"
    PARTS_WRONG_FILE = "parts-wrong-file"
    PARTS_SECTION = "parts-section"
    PARTS_CONFLICT = "parts-conflict"
    REMOVES_NOTHING = "removes-nothing"
    STILL_USED = "still-used"
    # Values from outside.
    NO_EFFECT = "no-effect"
    # Clients.
    IDENTITY = "identity"
    BAD_ANSWER = "bad-answer"
    # Warnings: the file is used all the same.
    NO_WAY_OUT = "no-way-out"
    NO_WAY_IN = "no-way-in"
    ROOM_NOT_OVERNIGHT = "room-not-overnight"
    TOO_MANY_HOURS = "too-many-hours"
    GROUP_TOO_LARGE = "group-too-large"
    NOBODY_LEADS = "nobody-leads"
    UNUSED_SOURCE = "unused-source"
    UNUSED_FACT = "unused-fact"
    UNUSED_THERAPY = "unused-therapy"
    UNUSED_GROUP = "unused-group"
    UNUSED_PROGRAM = "unused-program"
    SMALL_PERCENT = "small-percent"
    BLANK_ROWS = "blank-rows"
