"""Codes of what one file says of another."""

from __future__ import annotations

from typing import Final

from iopkit.diagnostics.catalogue.file_access import MISSING_FILE
from iopkit.diagnostics.catalogue.names import UNKNOWN_SOURCE
from iopkit.diagnostics.catalogue.values import BAD_VALUE, EMPTY_VALUE, NOT_TRUE_OR_FALSE
from iopkit.diagnostics.kind import DiagnosticCode, DiagnosticSection

EXTENDS_UNKNOWN: Final = DiagnosticCode(
    name="extends-unknown",
    explanation="What `extends` names cannot be found or read.",
    example="extends: standrd",
)
EXTENDS_WRONG_FILE: Final = DiagnosticCode(
    name="extends-wrong-file",
    explanation=(
        "What `extends` names is there, but is no pathway: a text, a list, a table, a client "
        "file, a rule set, a kept run.\n"
        "Nothing of it is repeated, since it may be what somebody answered.\n"
        "Name a pathway, such as `standard`, or a file that has levels."
    ),
    command=(
        "echo 'a note' > note.txt\n"
        "printf 'iopkit: 1\\nid: x\\ntitle: X\\nextends: note.txt\\n' > x.yaml\n"
        "iopkit check x.yaml"
    ),
)
EXTENDS_CYCLE: Final = DiagnosticCode(
    name="extends-cycle",
    explanation="Files extend one another in a circle.",
    command=(
        "printf 'iopkit: 1\\nid: x\\ntitle: X\\nextends: x.yaml\\n' > x.yaml\niopkit check x.yaml"
    ),
)
EXTENDS_TOO_LONG: Final = DiagnosticCode(
    name="extends-too-long",
    explanation="More than 8 files extend one another.",
    command=(
        "for n in 0 1 2 3 4 5 6 7 8 9; do\n"
        "  printf 'iopkit: 1\\nid: a\\ntitle: A\\nextends: %s.yaml\\n' $((n + 1)) > $n.yaml\n"
        "done\n"
        "iopkit check 0.yaml"
    ),
)
TABLE_UNKNOWN: Final = DiagnosticCode(
    name="table-unknown",
    explanation=(
        "The table that `people` or `from_file` names cannot be found or read.\n"
        "Its name is a path that starts at the folder of the file that names it.\n"
        "What is wrong inside a table is said with the line and the column of the table, and "
        "never shows an answer."
    ),
    example=(
        "levels: {iop: {title: IOP, rank: 3}}\n"
        "arrivals: {street: {to: iop, rate: 1 per day, people: peple.csv}}"
    ),
)
PARTS_UNKNOWN: Final = DiagnosticCode(
    name="parts-unknown",
    explanation="A part that `uses` names cannot be found or read.",
    example="uses: [dtb]",
)
PARTS_WRONG_FILE: Final = DiagnosticCode(
    name="parts-wrong-file",
    explanation=(
        "What `uses` names is there, but is no part: a text, a list, a table, a client file, "
        "a rule set of its own, a kept run.\n"
        "Nothing of it is repeated, since it may be what somebody answered.\n"
        "Name a file with therapies, programs, facts or `rule_sets`; a rule set of its own is"
        " named after `--against`."
    ),
    command=(
        "echo 'a note' > note.txt\n"
        "printf 'iopkit: 1\\nid: x\\ntitle: X\\nuses: note.txt\\n' > x.yaml\n"
        "iopkit check x.yaml"
    ),
)
PARTS_SECTION: Final = DiagnosticCode(
    name="parts-section",
    explanation=(
        "A part has a section that only a pathway can have, such as `levels`, `transitions` "
        "or `extends`.\n"
        "Move it to the file that uses the part."
    ),
    command=(
        "printf 'iopkit: 1\\nid: p\\ntitle: P\\nlevels: {}\\ntherapies: {}\\n' > p.yaml\n"
        "printf 'iopkit: 1\\nid: x\\ntitle: X\\nuses: p.yaml\\n' > x.yaml\n"
        "iopkit check x.yaml"
    ),
)
PARTS_CONFLICT: Final = DiagnosticCode(
    name="parts-conflict",
    explanation=(
        "Two parts say different things about the same value, and there is no order between "
        "parts.\n"
        "The message names both, with the file and line of each.\n"
        "Use one of them, or write the value in your own file: what it says counts over both."
    ),
    command=(
        "for n in 1 2; do\n"
        "  printf 'iopkit: 1\\nid: p\\ntitle: P\\ntherapies: {a: {title: A%s}}\\n' $n > p$n.yaml\n"
        "done\n"
        "printf 'iopkit: 1\\nid: x\\ntitle: X\\nuses: [p1.yaml, p2.yaml]\\n' > x.yaml\n"
        "iopkit check x.yaml"
    ),
)
REMOVES_NOTHING: Final = DiagnosticCode(
    name="removes-nothing",
    explanation="`remove: true` stands at something that the extended file does not have.",
    example=("extends: standard\nlevels: {ipo: {remove: true}}"),
)
STILL_USED: Final = DiagnosticCode(
    name="still-used",
    explanation=(
        "Something is removed that other entries of the extended file still name.\n"
        "The message lists them: remove or change those too."
    ),
    example=("extends: standard\nlevels: {php: {remove: true}}"),
)
NO_EFFECT: Final = DiagnosticCode(
    name="no-effect",
    explanation=(
        "A value that `--set` or `--sweep` changes does not change any figure of the "
        "simulation, and this says why: something else in the file hides it, as in the "
        "warnings [below](#places-hidden), clients move on shares alone, or the value is for "
        "other uses of the file, such as the week.\n"
        "So a table of equal rows never passes for a finding."
    ),
    command="iopkit simulate standard --set levels.iop.title=Days",
)

SECTION: Final = DiagnosticSection(
    title="Other files",
    introduction="",
    codes=(
        EXTENDS_UNKNOWN,
        EXTENDS_WRONG_FILE,
        EXTENDS_CYCLE,
        EXTENDS_TOO_LONG,
        TABLE_UNKNOWN,
        PARTS_UNKNOWN,
        PARTS_WRONG_FILE,
        PARTS_SECTION,
        PARTS_CONFLICT,
        REMOVES_NOTHING,
        STILL_USED,
        NO_EFFECT,
    ),
)

EXTENDS_ABSOLUTE_PATH: Final = EXTENDS_UNKNOWN.kind(
    "'extends' needs a name, or a path that starts at the folder of this file",
    "write a relative path",
)
CANNOT_BE_EXTENDED: Final = EXTENDS_UNKNOWN.kind("'{name}' cannot be extended: {reason}")
CHAIN_IS_CIRCLE: Final = EXTENDS_CYCLE.kind(
    "files extend one another in a circle: {names}", "remove one 'extends'"
)
CHAIN_TOO_LONG: Final = EXTENDS_TOO_LONG.kind(
    "more than {most} files extend one another", "merge some of them"
)
USES_ABSOLUTE_PATH: Final = PARTS_UNKNOWN.kind(
    "'uses' needs names, or paths that start at the folder of this file", "write a relative path"
)
SECTION_OF_PATHWAY: Final = PARTS_SECTION.kind(
    "a part cannot have '{name}': only a pathway can",
    "move it to the file that uses this part; a part has {sections}",
)
PARTS_DISAGREE: Final = PARTS_CONFLICT.kind(
    "the parts '{first}' and '{second}' disagree about {value}: {said}{others}",
    "use one of them, or write {value} in this file, which counts over both",
)
NOTHING_TO_REMOVE: Final = REMOVES_NOTHING.kind("{what} cannot be removed: it is not there")
STILL_NAMED: Final = STILL_USED.kind(
    "'{name}' is removed, but {times} it: {listed}", "remove or change those too{shares}"
)
NOTHING_OVER_EXTENDED: Final = EMPTY_VALUE.kind(
    "nothing is written after '{name}:', which the extended file has",
    "write {name}: {{remove: true}} to remove it, or leave the line out to keep it",
)
REMOVE_IS_TRUE: Final = NOT_TRUE_OR_FALSE.kind(
    "after 'remove' stands true and nothing else",
    "write remove: true, or leave the line out to keep the item",
)
RULE_SET_WITHOUT_RULES: Final = BAD_VALUE.kind("there are no rules, so that everybody meets them")
NO_SUCH_SOURCE: Final = UNKNOWN_SOURCE.kind("no source named '{name}'")
NO_SUCH_RULE_SET: Final = MISSING_FILE.kind("there is neither a rule set nor a file of this name")
OTHER_NAME_EXTENDED: Final = EXTENDS_UNKNOWN.kind(
    "'{name}' cannot be extended: {reason}", "did you mean '{known}'?"
)
PART_IS_NO_PATHWAY: Final = EXTENDS_UNKNOWN.kind(
    "'{name}' cannot be extended: {reason}", "this is a part: write 'uses: {name}'"
)
OTHER_FILE_EXTENDED: Final = EXTENDS_WRONG_FILE.kind(
    "'{name}' cannot be extended: {reason}",
    "write the name of a pathway, such as standard, or of a file that has levels",
)
OTHER_FILE_USED: Final = PARTS_WRONG_FILE.kind(
    "'{name}' cannot be used: {reason}",
    "write the name of a part: a file with therapies, programs, facts or rule_sets",
)
CANNOT_BE_USED: Final = PARTS_UNKNOWN.kind("'{name}' cannot be used: {reason}")
NO_SUCH_PART: Final = PARTS_UNKNOWN.kind(
    "there is neither a file nor a part named '{name}'",
    "write the file of a part, or install a plugin that gives it",
)
PATHWAY_IS_NO_PART: Final = PARTS_UNKNOWN.kind(
    "there is neither a file nor a part named '{name}'",
    "this is a pathway: write 'extends: {name}'",
)
