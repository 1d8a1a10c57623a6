"""Whether what stands under ``accepted`` names things that are there.

Who extends a pathway and removes a level has nothing to put right in what the extended file means:
what that says about things which are gone is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.criteria.language.parse import parse
from iopkit.diagnostics.catalogue.criteria import UNCLEAR_ACCEPTED_FINDING
from iopkit.diagnostics.catalogue.values import REFUSED_CRITERION
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.errors import CriterionError
from iopkit.model.check import criteria as sense
from iopkit.model.finding_catalogue import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from iopkit.files.yaml.node import Node
    from iopkit.model.accepted_findings import AcceptedFinding
    from iopkit.model.assessment import Assessment
    from iopkit.model.basis import Path
    from iopkit.model.pathway import Pathway


@attrs.frozen
class AcceptableNames:
    """What the entries of ``accepted`` can name.

    Parameters
    ----------
    levels, ends
        The ids of the levels; those of levels and outcomes.
    assessment
        The facts.
    """

    levels: Collection[str]
    ends: Collection[str]
    assessment: Assessment

    def are_of(self, entry: AcceptedFinding) -> bool:
        """Whether all that an entry names is there, criteria included."""
        if len(entry.finding.declared.about) != len(entry.about):
            return False
        known = {
            SubjectKind.LEVEL: self.levels,
            SubjectKind.END: self.ends,
            SubjectKind.FACT: self.assessment.names,
        }
        return all(
            name in known[sort] if sort in known else not any(self._criterion(sort, name, ()))
            for sort, name in entry.names
        )

    def problems(self, entry: AcceptedFinding, path: Path) -> Iterator[Diagnostic]:
        """Yield what is wrong with the criteria of an entry, and with the number of its names."""
        sorts = entry.finding.declared.about
        if len(sorts) != len(entry.about):
            form = ", ".join(sort.upper() for sort in sorts)
            yield Diagnostic.of(
                (*path, "about"),
                UNCLEAR_ACCEPTED_FINDING(finding=entry.finding),
                f"write about: [{form}]" if sorts else "leave 'about' out",
            )
        for place, (sort, name) in enumerate(entry.names):
            yield from self._criterion(sort, name, (*path, "about", place))

    def _criterion(self, sort: SubjectKind, text: str, path: Path) -> Iterator[Diagnostic]:
        is_level = sort is SubjectKind.LEVEL_OR_CRITERION and text in self.levels
        if sort not in {SubjectKind.CRITERION, SubjectKind.LEVEL_OR_CRITERION} or is_level:
            return
        try:
            criterion = parse(text)
        except CriterionError as error:
            yield Diagnostic.of(
                path,
                REFUSED_CRITERION(reason=error.message),
                error.hint,
                span=(error.start, error.end),
            )
            return
        yield from sense.problems(criterion, self.assessment, self.levels, path=path)


def idle_entries(
    entries: Collection[AcceptedFinding], names: AcceptableNames, root: Node
) -> frozenset[Path]:
    """Return the places of inherited entries of ``accepted`` that are about things not there."""
    return frozenset(
        ("accepted", place)
        for place, entry in enumerate(entries)
        if root.at(("accepted", place)).layer < 0 and not names.are_of(entry)
    )


def problems_with_accepted(pathway: Pathway) -> Iterator[Diagnostic]:
    """Yield what entries of ``accepted`` say that fits no finding."""
    levels = [level.id for level in pathway.levels]
    ends = [*levels, *(outcome.id for outcome in pathway.outcomes)]
    names = AcceptableNames(levels, ends, pathway.assessment)
    for place, entry in enumerate(pathway.accepted):
        yield from names.problems(entry, ("accepted", place))
