"""Codes of client files and tables of clients."""

from __future__ import annotations

from typing import Final

from iopkit.diagnostics.catalogue.keys import DUPLICATE_KEY, MISSING_KEY, UNKNOWN_KEY
from iopkit.diagnostics.catalogue.names import UNKNOWN_FACT
from iopkit.diagnostics.catalogue.values import (
    NOT_A_NUMBER,
    NOT_AN_ID,
    NOT_TRUE_OR_FALSE,
    VERSION,
    WRONG_FORM,
)
from iopkit.diagnostics.kind import DiagnosticCode, DiagnosticSection

IDENTITY: Final = DiagnosticCode(
    name="identity",
    explanation=(
        "A key, or a column of a table, says who the client is.\n"
        "iopkit needs no identity and stores none: leave it out."
    ),
    command=(
        "printf 'iopkit: 1\\nname: Jo\\n' > client.yaml\niopkit place standard --client client.yaml"
    ),
)
BAD_ANSWER: Final = DiagnosticCode(
    name="bad-answer",
    explanation=(
        "An answer cannot be one to its question; the message says what it must be.\n"
        "`Male` for `male`, `yes` or `Y` for true, and a level's title for its id are taken; "
        "what can mean two things is refused with both.\n"
        "The same mistake in many rows of a table is told once, with how often it is made and"
        " in which lines first.\n"
        "Two answers may also contradict each other: nobody is at a level for longer than in "
        "care."
    ),
    command=(
        "printf 'iopkit: 1\\nfacts: {withdrawal_risk: often}\\n' > client.yaml\n"
        "iopkit place standard --client client.yaml"
    ),
)

SECTION: Final = DiagnosticSection(
    title="Client files and tables of clients",
    introduction=(
        "A complaint about a client file or a table of clients never shows the line or the answer."
    ),
    codes=(IDENTITY, BAD_ANSWER),
)

IDENTITY_KEY: Final = IDENTITY.kind(
    "this key says who the client is; remove it",
    (
        "iopkit needs no identity and stores none: keep the link between this file and the "
        "person in your own records, under a number that means nothing elsewhere"
    ),
)
LEVEL_IN_DOUBT: Final = BAD_ANSWER.kind("'level' {why}")
SEVERAL_ANSWERS: Final = BAD_ANSWER.kind(
    "'{name}' needs one answer", "leave it out if it was not asked"
)
CLIENT_ANSWER: Final = BAD_ANSWER.kind("'{name}' {why}")
NO_CLIENT_FILE: Final = VERSION.kind("a client file begins with 'iopkit: 1'")
FACTS_NO_MAP: Final = WRONG_FORM.kind("'facts' must be a map from names to answers")
HISTORY_NO_LIST: Final = WRONG_FORM.kind("'history' must be a list of stays")
COMPLETED_NO_TRUTH: Final = NOT_TRUE_OR_FALSE.kind(
    "'completed' {why}", "leave it out if nobody recorded it"
)
CLIENT_NUMBER: Final = NOT_A_NUMBER.kind(
    "'{name}' {why}", "write a number alone, such as 12, or a time such as 4 weeks"
)
LEVEL_NO_ID: Final = NOT_AN_ID.kind("'level' must be the id of a level", "there are: {levels}")
ANSWERED_TWICE: Final = DUPLICATE_KEY.kind("'{name}' is answered twice")
FACT_IN_DOUBT: Final = UNKNOWN_KEY.kind("this key {why}")
STAY_WITHOUT_LEVEL: Final = MISSING_KEY.kind("a stay needs 'level'")
ANSWER_OF_PEOPLE: Final = BAD_ANSWER.kind("{reason}")
MORE_ANSWERS: Final = BAD_ANSWER.kind("this is no answer either, and more may follow")
IDENTITY_OF_PEOPLE: Final = IDENTITY.kind("{reason}")
FACT_OF_PEOPLE: Final = UNKNOWN_FACT.kind("{reason}")
NO_CLIENT_MAP: Final = WRONG_FORM.kind("a client file is a map of keys and values")
NO_KEY_OF_CLIENT: Final = UNKNOWN_KEY.kind("this key is not known in a client file")
NO_FACT_OF_ASSESSMENT: Final = UNKNOWN_KEY.kind("the assessment has no such fact")
STAY_NO_MAP: Final = WRONG_FORM.kind("a stay is a map with the key 'level'")
