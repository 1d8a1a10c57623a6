"""A pathway with some values changed from outside, and what these changes do to a simulation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
import click

from iopkit.cli.io.complaint_output import warn
from iopkit.cli.options.pathway_argument import examine_file, read_pathway
from iopkit.diagnostics.catalogue.lint import SMALL_PERCENT
from iopkit.diagnostics.catalogue.overrides import (
    HIDDEN_BY_PLACES,
    OVERRIDE_BREAKS_FILE,
    OVERRIDE_HIDDEN,
    OVERRIDE_TWICE,
    RULES_UNASKED,
    UNSIMULATED,
)
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.errors import PathwayError, ScenarioError, UnreadableError
from iopkit.model.basis import Figure
from iopkit.model.check.ineffective import shadows
from iopkit.model.simulation.flow import Flow, are_places_hidden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.files.compose.override import Override
    from iopkit.model.basis import Path
    from iopkit.model.pathway import Pathway
    from iopkit.model.simulation.scenario import Scenario


_RULES: Final = frozenset({"assessment", "floors", "admit", "rank", "review", "progress", "when"})
"""Keys of a file below which stands what is asked by the rules only."""


@attrs.frozen(kw_only=True)
class ChangedPathway:
    """A pathway with some values changed.

    Parameters
    ----------
    file
        What it was read from.
    pathway
        The pathway with the changes.
    settings
        The changes.
    given
        For each of them, the values of the pathway that it gave.
    replaced
        The levels whose calendar the places that were given replace.
    """

    file: str
    pathway: Pathway
    settings: tuple[Override, ...] = ()
    given: tuple[tuple[Path, ...], ...] = ()
    replaced: tuple[str, ...] = ()

    @classmethod
    def of(cls, file: str, settings: Sequence[Override] = ()) -> ChangedPathway:
        """Return what a file says once some values are changed.

        Who gives a level other places, where its calendar never lets them hold, means them.

        Raises
        ------
        UnreadableError
            When that cannot be used: the changes are to blame, for the file alone can be; or when
            two of them give the same value.
        PathwayError
            When there are none, and the file cannot be used.
        """
        if not settings:
            return cls(file=file, pathway=read_pathway(file))
        _refuse_twice(settings)
        try:
            examined = examine_file(file, settings)
        except PathwayError as error:
            raise UnreadableError(_blamed(error.complaints, settings)) from None
        if examined.pathway is None:
            raise UnreadableError(_blamed(examined.errors, settings))
        for each in examined.complaints:
            if each.code == SMALL_PERCENT.name and each.file in _options(settings):
                warn(each)
        pathway, given = examined.pathway, examined.given
        replaced = _replaced(pathway, [path for paths in given for path in paths])
        levels = [
            attrs.evolve(level, calendar=None) if level.id in replaced else level
            for level in pathway.levels
        ]
        if replaced:
            pathway = attrs.evolve(pathway, levels=levels)
        return cls(
            file=file, pathway=pathway, settings=tuple(settings), given=given, replaced=replaced
        )


def refuse_without_effect(changed: ChangedPathway, scenario: Scenario) -> None:
    """Refuse a change after which every figure stays as it is, and say why.

    Parameters
    ----------
    changed
        The changes.
    scenario
        What is simulated with them.

    Raises
    ------
    UnreadableError
        When one of them has no effect, the others being there.
    """
    hidden = hidden_changes(changed, scenario)
    if hidden:
        raise UnreadableError(hidden)
    for place, setting in enumerate(changed.settings):
        others = [each for i, each in enumerate(changed.settings) if i != place]
        try:
            without = ChangedPathway.of(changed.file, others).pathway
            before = attrs.evolve(scenario, pathway=without)
        except ValueError:  # they need it
            continue
        if without != changed.pathway and is_same(scenario, before):
            raise UnreadableError([unsimulated(setting, changed.given[place], scenario)])


def refuse_unreached(scenario: Scenario) -> None:
    """Refuse places for a level to which nobody comes, and a discount on what costs nothing.

    Raises
    ------
    click.BadParameter
        When a scenario states one of these.
    """
    if scenario.discount and not any(level.costs for level in scenario.pathway.levels):
        msg = "no level of this file has costs, so there is nothing to count less"
        raise click.BadParameter(msg, param_hint="'--discount'")
    found = shadows(_flow(scenario))
    for level in scenario.places:
        over = next((each for each in found if each.covers(("levels", level, "places"))), None)
        if over is not None:
            raise click.BadParameter(over.problem.message, param_hint="'--places'")


def replaced(changed: ChangedPathway, scenario: Scenario) -> list[str]:
    """Return the levels whose calendar the places of `--set` or `--places` replace."""
    stated = [level for level in changed.pathway.levels if level.id in scenario.places]
    return [*changed.replaced, *(level.id for level in stated if level.calendar is not None)]


def is_same(one: Scenario, other: Scenario) -> bool:
    """Whether nothing that is simulated differs; what cannot be simulated says so later."""
    from iopkit.simulate.lowering.scenario import lower  # numba: only for those who simulate
    from iopkit.simulate.study.likeness import are_alike

    try:
        return are_alike(lower(one), lower(other))
    except ScenarioError:
        return False


def unsimulated(setting: Override, paths: Sequence[Path], scenario: Scenario) -> Diagnostic:
    """Return the complaint about values that no simulation of this scenario asks for."""
    stated = [level for level in scenario.places if all(_are_places(p, level) for p in paths)]
    if paths and stated:
        return Diagnostic.at(setting.mark, HIDDEN_BY_PLACES(level=stated[0]))
    is_ruled = any(_RULES.intersection(map(str, path)) for path in paths)
    by_shares = is_ruled and not _flow(scenario).by_rules
    return Diagnostic.at(setting.mark, RULES_UNASKED() if by_shares else UNSIMULATED())


def _refuse_twice(settings: Sequence[Override]) -> None:
    """Refuse two changes of one value, of which the first would be lost."""
    given: set[str] = set()
    for setting in settings:
        if setting.path in given:
            complaint = Diagnostic.at(setting.mark, OVERRIDE_TWICE(path=setting.path))
            raise UnreadableError([complaint])
        given.add(setting.path)


def hidden_changes(changed: ChangedPathway, scenario: Scenario) -> list[Diagnostic]:
    """Return what there is to say about changes that something else in the file hides."""
    found = shadows(_flow(scenario))
    complaints = []
    for setting, paths in zip(changed.settings, changed.given, strict=True):
        over = [next((each for each in found if each.covers(path)), None) for path in paths]
        if over and over[0] is not None and None not in over:
            problem = over[0].problem
            mark = setting.mark
            complaints.append(
                Diagnostic.at(mark, OVERRIDE_HIDDEN(reason=problem.message), problem.hint)
            )
    return complaints


def _flow(scenario: Scenario) -> Flow:
    levels = [
        attrs.evolve(level, places=_figure(scenario.places[level.id]), calendar=None)
        if level.id in scenario.places
        else level
        for level in scenario.pathway.levels
    ]
    pathway = attrs.evolve(scenario.pathway, levels=levels) if scenario.places else scenario.pathway
    return Flow(pathway=pathway, streams=scenario.streams, census=scenario.census)


def _are_places(path: Path, level: str) -> bool:
    """Whether what stands at a path says how many places a level has, now or later."""
    return path[:2] == ("levels", level) and path[2:3] in {("places",), ("calendar",)}


def _figure(places: int | None) -> Figure | None:
    return None if places is None else Figure(places)


def _replaced(pathway: Pathway, given: Sequence[Path]) -> tuple[str, ...]:
    """Return the levels that were given places and not the calendar that hides them."""

    def is_given(*path: str) -> bool:
        return any(each[: len(path)] == path for each in given)

    return tuple(
        level.id
        for level in pathway.levels
        if are_places_hidden(level)
        and is_given("levels", level.id, "places")
        and not is_given("levels", level.id, "calendar")
    )


def _blamed(errors: Sequence[Diagnostic], settings: Sequence[Override]) -> list[Diagnostic]:
    marks = [setting.mark for setting in settings]
    if any(complaint.file in _options(settings) for complaint in errors):
        return list(errors)
    return [Diagnostic.at(mark, OVERRIDE_BREAKS_FILE()) for mark in marks] + list(errors)


def _options(settings: Sequence[Override]) -> set[str]:
    """Return the names under which complaints speak of what was given from outside."""
    return {setting.mark.file for setting in settings}
