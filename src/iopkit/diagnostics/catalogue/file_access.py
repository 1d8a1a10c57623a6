"""Codes of files that cannot be read at all."""

from __future__ import annotations

from typing import Final

from iopkit.diagnostics.catalogue.values import WRONG_FORM
from iopkit.diagnostics.kind import DiagnosticCode, DiagnosticSection

MISSING_FILE: Final = DiagnosticCode(
    name="missing-file",
    explanation="There is no such file, and no pathway of that name.",
    command="iopkit check no-such-file.yaml",
)
NOT_A_FILE: Final = DiagnosticCode(
    name="not-a-file",
    explanation="The path is a folder, or something else that holds no text.",
    command=("mkdir here.yaml\niopkit check here.yaml"),
)
NO_PERMISSION: Final = DiagnosticCode(
    name="no-permission",
    explanation="The system does not let you read the file.",
    command=('echo "iopkit: 1" > closed.yaml\nchmod 000 closed.yaml\niopkit check closed.yaml'),
)
TOO_LARGE: Final = DiagnosticCode(
    name="too-large",
    explanation=(
        "The file has more than 2 MB, or a table of people more than 100,000 values.\n"
        "A pathway has a few hundred lines."
    ),
    command=("head -c 3000000 /dev/zero | tr '\\0' a > big.yaml\niopkit check big.yaml"),
)
NOT_UTF_8: Final = DiagnosticCode(
    name="not-utf-8",
    explanation=(
        "The file was saved in an old encoding.\nSave it as UTF-8, which every editor can."
    ),
    command=("printf 'title: caf\\351' > old.yaml\niopkit check old.yaml"),
)
NOT_TEXT: Final = DiagnosticCode(
    name="not-text",
    explanation="The file holds bytes that are no text, or a character that cannot be shown.",
    command=("printf 'a\\0b' > picture.yaml\niopkit check picture.yaml"),
)
EMPTY_FILE: Final = DiagnosticCode(
    name="empty-file",
    explanation=("There is nothing in the file but notes.\n`iopkit new` writes one to start from."),
    command=("echo '# only a note' > empty.yaml\niopkit check empty.yaml"),
)

SECTION: Final = DiagnosticSection(
    title="The file cannot be read",
    introduction=("Nothing can be said about the content yet.\nThe exit code is 2."),
    codes=(MISSING_FILE, NOT_A_FILE, NO_PERMISSION, TOO_LARGE, NOT_UTF_8, NOT_TEXT, EMPTY_FILE),
)

OTHER_FILE: Final = WRONG_FORM.kind("this looks like a {kind}, not a {wanted}")
NO_SUCH_FILE: Final = MISSING_FILE.kind("there is no such file")
NO_SUCH_PATHWAY: Final = MISSING_FILE.kind("there is neither a file nor a pathway of this name")
FOLDER_WITH_FILE: Final = NOT_A_FILE.kind("this is a folder, not a file", "give the file inside it")
UNREADABLE: Final = NOT_A_FILE.kind("this cannot be read: {reason}")
FOLDER: Final = NOT_A_FILE.kind("this is a folder, not a file")
CIRCLE_OF_LINKS: Final = NOT_A_FILE.kind(
    "links here lead to one another in a circle", "give the file itself"
)
NEITHER_FILE_NOR_NAME: Final = NOT_A_FILE.kind(
    "this is not a file", "give a file, or the name of a pathway"
)
MAY_NOT_READ: Final = NO_PERMISSION.kind(
    "you may not read this file", "ask whoever owns it to let you"
)
FILE_TOO_LARGE: Final = TOO_LARGE.kind(
    "larger than {megabytes} MB, which no pathway needs", "is this the right file?"
)
CHARACTER_NOT_UTF_8: Final = NOT_UTF_8.kind(
    "a character here is not written in UTF-8",
    "in your editor, save the file with the encoding UTF-8",
)
FILE_NOT_TEXT: Final = NOT_TEXT.kind("this is not a text file", "save it as plain text (UTF-8)")
