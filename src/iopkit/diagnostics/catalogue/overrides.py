"""Wordings of values that are set from outside."""

from __future__ import annotations

from typing import Final

from iopkit.diagnostics.catalogue.keys import UNKNOWN_KEY
from iopkit.diagnostics.catalogue.other_files import NO_EFFECT
from iopkit.diagnostics.catalogue.values import BAD_VALUE, EMPTY_VALUE, WRONG_FORM

HIDDEN_BY_PLACES: Final = NO_EFFECT.kind(
    "this changes nothing: --places says how many places '{level}' has", "leave one of the two out"
)
OVERRIDE_TWICE: Final = NO_EFFECT.kind(
    "'{path}' is given twice, and only one value can count", "keep one of them"
)
OVERRIDE_HIDDEN: Final = NO_EFFECT.kind("this changes nothing: {reason}")
OVERRIDE_WITHOUT_VALUE: Final = EMPTY_VALUE.kind("nothing is written after '='", "write the value")
NO_OVERRIDE: Final = WRONG_FORM.kind(
    "this is not a path, '=' and a value", "write it as levels.iop.places=48"
)
WHOLE_ITEM: Final = WRONG_FORM.kind(
    "a whole item cannot be set",
    "name the key of this item too, as in transitions.iop>php.share=0.2",
)
OVERRIDE_BREAKS_FILE: Final = BAD_VALUE.kind(
    "with this, what the file says elsewhere can no longer be used"
)
NOT_IN_LIST: Final = UNKNOWN_KEY.kind("'{first}' is not in this list")
NOT_CHANGEABLE: Final = UNKNOWN_KEY.kind("'{first}' cannot be changed from outside")
NO_SUCH_VALUE: Final = UNKNOWN_KEY.kind("'{name}' is not there")
RULES_UNASKED: Final = NO_EFFECT.kind(
    "nothing that is simulated depends on this, so that every figure stays as it is",
    "clients move on shares alone here, for no stream gives facts: reviews, ranks and rules are "
    "not asked",
)
UNSIMULATED: Final = NO_EFFECT.kind(
    "nothing that is simulated depends on this, so that every figure stays as it is",
    "it is for other uses of the file, such as its week, its page and rule sets",
)
