"""What the parts of a pathway are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from iopkit.describe.criterion import called, condition, titles
from iopkit.describe.inline import Link

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.describe.inline import Condition
    from iopkit.model.criterion import Criterion
    from iopkit.model.pathway import Pathway


@attrs.frozen(kw_only=True)
class PathwayNames:
    """What people call the levels, outcomes, groups and therapies of a pathway, by their ids."""

    levels: Mapping[str, str]
    outcomes: Mapping[str, str]
    groups: Mapping[str, str]
    therapies: Mapping[str, str]

    @classmethod
    def of(cls, pathway: Pathway) -> PathwayNames:
        """Return the names of a pathway."""
        return cls(
            levels=titles(pathway),
            outcomes={each.id: each.title for each in pathway.outcomes},
            groups={each.id: each.title for each in pathway.groups},
            therapies={each.id: each.title for each in pathway.therapies},
        )

    def link(self, name: str, kind: str = "level") -> Link:
        """Return what people call something that an id names.

        Parameters
        ----------
        name
            The id.
        kind
            What it names, as `Key.refers_to` says; an outcome may stand for a level.
        """
        if kind in {"level", "outcome"} and name in self.levels:
            return Link(text=self.levels[name], name=name, target=level_target(name))
        known = {"level": self.outcomes, "outcome": self.outcomes, "group": self.groups}
        title = known.get(kind, self.therapies).get(name)
        return Link(text=title or called(name), name=name)

    def condition(self, criterion: Criterion) -> Condition:
        """Return a criterion, its levels by their titles."""
        return condition(criterion, self.levels)


NO_NAMES: Final = PathwayNames(levels={}, outcomes={}, groups={}, therapies={})
"""What anything is called where there is no pathway: by its id."""


def level_target(level: str) -> str:
    """Return the id of the section about a level."""
    return f"level-{level}"
