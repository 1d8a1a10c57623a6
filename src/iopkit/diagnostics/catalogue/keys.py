"""Codes of keys that are wrong, missing or twice."""

from __future__ import annotations

from typing import Final

from iopkit.diagnostics.kind import DiagnosticCode, DiagnosticSection

KEY_NOT_TEXT: Final = DiagnosticCode(
    name="key-not-text",
    explanation=("A key is a number or a truth value.\nPut it in quotes."),
    example="12: x",
)
MERGE_KEY: Final = DiagnosticCode(
    name="merge-key",
    explanation=("`<<` merges maps in other YAML files, not here.\nUse `extends`."),
    example="<<: {a: b}",
)
DUPLICATE_KEY: Final = DiagnosticCode(
    name="duplicate-key",
    explanation=("A key stands twice in one map.\nOther programs would drop the first in silence."),
    example=("description: a\ndescription: b"),
)
NEAR_DUPLICATE_KEY: Final = DiagnosticCode(
    name="near-duplicate-key",
    explanation=(
        "Two keys in one map differ only in capitals, spaces, `-` or `_`, which sooner or "
        "later is read as the same.\n"
        "So do two ids of which an extended file has one and the file itself the other.\n"
        "Between two digits these do tell names apart: `weeks-1-4` is not `weeks-14`."
    ),
    example=("description: a\nDescription: b"),
)
UNKNOWN_KEY: Final = DiagnosticCode(
    name="unknown-key",
    explanation=("No such key exists here.\nThe hint has the nearest one, or all of them."),
    example="levles: {}",
)
MISSING_KEY: Final = DiagnosticCode(
    name="missing-key",
    explanation="Something that is needed is not there.",
    example="levels: {iop: {title: IOP}}",
)
ONE_OF: Final = DiagnosticCode(
    name="one-of",
    explanation="Two keys exclude each other.",
    example=(
        "levels:\n"
        "  iop: {title: IOP, rank: 3}\n"
        "  op: {title: OP, rank: 2}\n"
        "arrivals: {w: {to: iop, rate: 1 per day, cohort: 3}}"
    ),
)

SECTION: Final = DiagnosticSection(
    title="Keys",
    introduction="",
    codes=(
        KEY_NOT_TEXT,
        MERGE_KEY,
        DUPLICATE_KEY,
        NEAR_DUPLICATE_KEY,
        UNKNOWN_KEY,
        MISSING_KEY,
        ONE_OF,
    ),
)

KEY_NOT_KNOWN: Final = UNKNOWN_KEY.kind("{shown} is not known here")
KEY_NEEDED: Final = MISSING_KEY.kind("{what} needs '{key}'")
ONE_KEY_NEEDED: Final = MISSING_KEY.kind("{what} needs one of {names}")
KEYS_EXCLUDE: Final = ONE_OF.kind("'{first}' and '{second}' exclude each other", "keep one of them")
SOURCE_AND_ASSUMPTION: Final = ONE_OF.kind(
    "give a source or an assumption, not both", "remove one of them"
)
KEY_RENAMED: Final = UNKNOWN_KEY.kind("'{key}' is not known here", "now called `{now}`")
