"""What a proof finds and the author means all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.model.field_types import checked
from iopkit.model.validators import text

if TYPE_CHECKING:
    from iopkit.model.finding_catalogue import FindingKind, SubjectKind


@attrs.frozen(kw_only=True, field_transformer=checked)
class AcceptedFinding:
    """A finding that is no mistake, and why.

    Parameters
    ----------
    finding
        Its kind.
    about
        What it is about, as the finding names it: the ids of levels and facts, or the text of a
        rule. Empty where the finding names nothing.
    because
        Why it is meant.
    """

    finding: FindingKind
    about: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    because: str = attrs.field(validator=text)

    def to_dict(self) -> dict[str, object]:
        """Return it as `--json` prints it."""
        return {
            "finding": self.finding.value,
            "about": list(self.about),
            "because": self.because,
        }

    @property
    def names(self) -> tuple[tuple[SubjectKind, str], ...]:
        """What it is about, each with its sort; nothing when that tells no finding."""
        sorts = self.finding.declared.about
        return tuple(zip(sorts, self.about, strict=True)) if len(sorts) == len(self.about) else ()
