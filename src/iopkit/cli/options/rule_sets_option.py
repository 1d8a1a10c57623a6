"""The option --against: programs (`iopkit check`) or a client (`iopkit place`) and rule sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import click

from iopkit.cli.io.complaint_output import explained_in_json
from iopkit.cli.io.failure import PROBLEMS
from iopkit.cli.options.completion import PROGRAM, RULE_SET
from iopkit.cli.options.pathway_argument import explain_level
from iopkit.cli.options.rule_set_argument import rule_set_named
from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.rule_sets.conformance import judge_client, judged
from iopkit.describe.conformance import programs_section
from iopkit.errors import UnknownNameError
from iopkit.export.rule_set_json import held_values
from iopkit.model.rule import About
from iopkit.terminal.renderer import blocks_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from iopkit.criteria.rule_sets.conformance import RuleSetResult
    from iopkit.files.compose.load import Examined
    from iopkit.model.client import Client
    from iopkit.model.pathway import Pathway
    from iopkit.model.rule import RuleSet
    from iopkit.terminal.style import DisplayStyle

Command = TypeVar("Command", bound="Callable[..., Any]")


def against_options(command: Command) -> Command:
    """Add the options --against and --program."""
    names = click.option(
        "--against",
        multiple=True,
        metavar="NAME",
        type=RULE_SET,
        help="Hold the programs against a rule set (see `iopkit rules`); may be repeated.",
    )
    program = click.option(
        "--program",
        type=PROGRAM,
        metavar="ID",
        help="Hold only this program against the rule sets.",
    )
    return names(program(command))


@attrs.frozen
class RuleSetRequest:
    """A rule set, and what comes of holding it against programs."""

    rule_set: RuleSet
    judgements: tuple[RuleSetResult, ...]

    @property
    def code(self) -> int:
        """The exit code: a problem when no program meets it for certain; never for a label."""
        met = any(each.verdict is Verdict.MET for each in self.judgements)
        return 0 if met or self.rule_set.is_label else PROBLEMS


def held_by_file(
    found: Mapping[str, tuple[Examined, int]], names: Sequence[str], program: str | None
) -> dict[str, tuple[RuleSetRequest, ...]]:
    """Return what comes of it for each file that can be used; nothing when nobody asked."""
    if program is not None and not names:
        raise click.UsageError("--program says what --against looks at; give both.")
    if not names:
        return {}
    return {
        file: held(examined.pathway, names, program)
        for file, (examined, _) in found.items()
        if examined.pathway is not None
    }


def held(pathway: Pathway, names: Sequence[str], program: str | None) -> tuple[RuleSetRequest, ...]:
    """Return what comes of holding the programs of a pathway against named rule sets.

    Raises
    ------
    UnreadableError, PathwayError, PluginError
        When a rule set is not there or cannot be used; with --json that is printed first.
    """
    if program is not None:
        try:
            pathway.program(program)
        except UnknownNameError as error:
            raise click.BadParameter(explain_level(error), param_hint="'--program'") from None
    found: list[RuleSetRequest] = []
    for name in dict.fromkeys(names):
        rule_set = _named(name, pathway)
        if rule_set.about is not About.PROGRAM:
            message = f"'{rule_set.id}' speaks of clients; see iopkit place --against."
            raise click.BadParameter(message, param_hint="'--against'")
        judgements = judged(pathway, rule_set)
        wanted = [each for each in judgements if program in {None, each.program}]
        found.append(RuleSetRequest(rule_set, tuple(wanted)))
    return tuple(found)


def client_held(
    pathway: Pathway, client: Client, names: Sequence[str]
) -> tuple[RuleSetResult, ...]:
    """Return what comes of holding a client against named rule sets.

    Raises
    ------
    UnreadableError, PathwayError, PluginError
        When a rule set is not there or cannot be used; with --json that is printed first.
    """
    found: list[RuleSetResult] = []
    for name in dict.fromkeys(names):
        rule_set = _named(name, pathway)
        if rule_set.about is not About.CLIENT:
            message = f"'{rule_set.id}' speaks of programs; see iopkit check --against."
            raise click.BadParameter(message, param_hint="'--against'")
        levels = [level.id for level in pathway.levels]
        found.append(judge_client(rule_set, client, pathway.assessment, levels))
    return tuple(found)


def _named(name: str, pathway: Pathway) -> RuleSet:
    """Return a rule set; that it cannot be used is said as the command says everything."""
    as_json = bool(click.get_current_context().params.get("as_json"))
    with explained_in_json(name, as_json=as_json):
        return rule_set_named(name, pathway)


def held_text(pathway: Pathway, found: Sequence[RuleSetRequest], look: DisplayStyle) -> str:
    """Return what comes of it, for people."""
    sections = [programs_section(pathway, each.rule_set, each.judgements) for each in found]
    return blocks_text(sections, look)


def held_plain(found: Sequence[RuleSetRequest]) -> list[dict[str, object]]:
    """Return what comes of it, for another program."""
    return [held_values(each.rule_set, each.judgements) for each in found]
