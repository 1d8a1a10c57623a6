"""Wordings of situation files."""

from __future__ import annotations

from typing import Final

from iopkit.diagnostics.catalogue.clients import IDENTITY
from iopkit.diagnostics.catalogue.keys import MISSING_KEY, ONE_OF, UNKNOWN_KEY
from iopkit.diagnostics.catalogue.values import BAD_VALUE, VERSION, WRONG_FORM

IDENTITY_IN_SITUATION: Final = IDENTITY.kind(
    "this key says who a client is; remove it", "also a made-up client has no identity here"
)
NO_SITUATION_FILE: Final = VERSION.kind("a situation file begins with 'iopkit: 1'")
NO_SITUATION_MAP: Final = WRONG_FORM.kind(
    "a situation file is a map of keys and values", "see iopkit try --help"
)
SITUATIONS_NO_LIST: Final = WRONG_FORM.kind(
    "'situations' must be a list", "write '- name: ...' for each"
)
SITUATION_NAME_TWICE: Final = BAD_VALUE.kind(
    "the situation in line {line} has the same name", "say what sets this one apart"
)
NO_SUCH_MOVE: Final = BAD_VALUE.kind("there is no move from {at_level} to {name}")
RULE_SET_OF_CLIENTS: Final = BAD_VALUE.kind(
    "the rule set '{name}' is about clients, not about programs"
)
EXPECTED_TWICE: Final = BAD_VALUE.kind("'{name}' is named twice", "keep one of them")
NO_RULE_SET_TO_EXPECT: Final = BAD_VALUE.kind("no rule set named '{name}'")
NO_KEY_OF_SITUATIONS: Final = UNKNOWN_KEY.kind("this key is not known in a situation file")
NOT_TO_BE_EXPECTED: Final = UNKNOWN_KEY.kind("this is not known among the things to expect")
NO_SITUATIONS: Final = MISSING_KEY.kind("a situation file needs 'situations'")
SITUATION_WITHOUT_NAME: Final = MISSING_KEY.kind("a situation needs 'name'")
SITUATION_WITHOUT_EXPECT: Final = MISSING_KEY.kind(
    "a situation needs 'expect'", "write expect: {{level: iop}}, or what else should come"
)
MOVE_WITHOUT_LEVEL: Final = MISSING_KEY.kind(
    "only a client who is at a level can go somewhere", "write level: ... beside 'facts'"
)
EXPECTED_KEY_MISSING: Final = MISSING_KEY.kind("'{key}' is missing")
NOTHING_EXPECTED_OF_PROGRAM: Final = MISSING_KEY.kind(
    "what is expected of the program is missing", "add rules: ..., or length, hours or days"
)
SITUATIONS_WITHOUT_PATHWAY: Final = MISSING_KEY.kind("a situation file needs 'pathway'")
CLIENT_KEY_BESIDE: Final = ONE_OF.kind(
    "'{key}' speaks of a client, and what is expected of a {form}", "remove '{key}'"
)
EXPECTED_KEYS_EXCLUDE: Final = ONE_OF.kind("'{key}' does not go with '{form}'", "remove '{key}'")
RULES_EXCLUDE: Final = ONE_OF.kind("'rules' and '{key}' exclude each other", "write two situations")
VERDICT_WITHOUT_RULES: Final = ONE_OF.kind("'verdict' goes with 'rules'", "remove 'verdict'")
FORMS_EXCLUDE: Final = ONE_OF.kind("{forms: and } exclude each other", "give one of {known}")
NOTHING_EXPECTED: Final = ONE_OF.kind("nothing is expected here", "give one of {known}")

NOT_TRIED: Final = "'{name}' cannot be tried: {reason}"
"""What is said of a file that the situation file names, whichever code says why."""
