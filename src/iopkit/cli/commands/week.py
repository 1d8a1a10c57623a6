"""`iopkit week`: who meets when, in which room, led by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from iopkit.cli.io.complaint_output import explained_in_json
from iopkit.cli.io.failure import PROBLEMS
from iopkit.cli.io.slow_notice import looking
from iopkit.cli.io.terminal import look, note, show, show_json, show_name
from iopkit.cli.options.changes import ChangedPathway
from iopkit.cli.options.completion import PROGRAM
from iopkit.cli.options.option_group import GroupedCommand, option
from iopkit.cli.options.pathway_argument import file_argument, json_option
from iopkit.cli.options.rule_set_argument import known_rule_sets
from iopkit.cli.options.time_limit import Seconds
from iopkit.cli.options.week_calendar import calendar_options
from iopkit.cli.options.week_output import out_of, week_values
from iopkit.describe.simulation.precision import replaced_words
from iopkit.diagnostics.diagnostic import plain_args
from iopkit.errors import UnknownNameError
from iopkit.files.compose.override import read_setting
from iopkit.model.rule import About
from iopkit.terminal.week.week_text import in_haste
from iopkit.week import SECONDS

if TYPE_CHECKING:
    from iopkit.cli.options.week_calendar import CalendarRequest
    from iopkit.model.pathway import Pathway
    from iopkit.model.rule import RuleSet
    from iopkit.week.timetable import Timetable

LAID_OUT: Final = "What is laid out"
WRITTEN: Final = "What is written"


@click.command(
    cls=GroupedCommand,
    epilog="""\b
Examples:
  iopkit week my-clinic.yaml
  iopkit week my-clinic.yaml --program iop
  iopkit week my-clinic.yaml --set week.rooms.office.count=2
  iopkit week my-clinic.yaml -o week.html
  iopkit week my-clinic.yaml -o evening.ics --from 2026-11-30 --track evening
  iopkit week my-clinic.yaml -o staff.ics --from 2026-11-30 --for staff
""",
)
@file_argument
@option(
    "--program",
    "programs",
    multiple=True,
    type=PROGRAM,
    metavar="ID",
    help="Lay out only this program; may be repeated.",
    group=LAID_OUT,
)
@option(
    "--set",
    "sets",
    multiple=True,
    metavar="PATH=VALUE",
    help="One value of FILE changed, written as the file would have it; may be repeated.",
    group=LAID_OUT,
)
@option(
    "--seconds",
    type=Seconds(),
    metavar="N",
    default=SECONDS,
    help=f"How long it may take; what is open then is said.  [default: {SECONDS:g}]",
    group=LAID_OUT,
)
@option(
    "-o",
    "--out",
    type=click.Path(),
    metavar="OUT",
    help="The file to write: a page .html, a calendar .ics, a table .csv, or .json.",
    group=WRITTEN,
)
@calendar_options
@json_option
def command(  # noqa: PLR0913  one for each option
    *,
    file: str,
    programs: tuple[str, ...],
    sets: tuple[str, ...],
    seconds: float,
    out: str | None,
    calendar: CalendarRequest,
    as_json: bool,
) -> None:
    """Lay out the week: who meets when, in which room, led by whom.

    Programs, tracks, rooms, staff and opening hours come from the file. When no week keeps to all
    that is said there, the fewest statements that exclude each other are shown, each with its line,
    and the exit code is 1.

    With -o the week goes to a file; one that is there already is never overwritten. A calendar
    says no more than "Group session" and the room, unless it is for the staff. The same file and
    options give the same bytes, unless the time was up: that is said.
    """
    if as_json and out is not None:
        raise click.UsageError("--json prints; with -o the name says the form: -o week.json")
    to = out_of(out, calendar)  # before anything is laid out: it may be refused
    with explained_in_json(file, as_json=as_json):
        given = ChangedPathway.of(file, [read_setting(each, name="--set") for each in sets])
        pathway = given.pathway
    for told in replaced_words(given.replaced):
        note(f"Note: {told}")
    if to is not None:
        to.check(pathway)
    timetable = _laid_out(pathway, programs, seconds, as_json=as_json)
    from iopkit.week import load_of

    load = load_of(timetable, [] if to is not None and to.is_sessions_only else _books(pathway))
    if to is not None:
        to_know = to.write(timetable, load)
        show_name(to.path)
        if to_know:
            note(to_know)
        if timetable.cut_short is not None:
            note(in_haste(timetable.cut_short))
    elif as_json:
        show_json("iopkit/week", week_values(timetable, load))
    else:
        from iopkit.terminal.week.week import week_page

        show(week_page(timetable, load, look()))


def _laid_out(
    pathway: Pathway, programs: tuple[str, ...], seconds: float, *, as_json: bool
) -> Timetable:
    """Return the week, or say why there is none and end the command."""
    from iopkit.terminal.week.week import impossible_week
    from iopkit.week import (  # a solver, for which no --help waits
        ImpossibleWeekError,
        NothingToHoldError,
        UndecidedWeekError,
        lay_out,
    )

    try:
        with looking(seconds) as watch:
            return lay_out(pathway, programs or None, seconds=seconds, watch=watch)
    except UnknownNameError as error:
        raise click.BadParameter(str(error), param_hint="'--program'") from None
    except ImpossibleWeekError as error:
        if not as_json:
            show(impossible_week(error, look()))
        said, conflict, code = str(error), error.to_dict(), None
    except (NothingToHoldError, UndecidedWeekError) as error:
        if not as_json:
            raise
        said, conflict, code = str(error), None, error.said
    if as_json:
        values = {"pathway": pathway.id, "problem": said, "infeasibility": conflict}
        if code is not None:
            values |= {"code": code.kind.code.name, "args": plain_args(code.args)}
        show_json("iopkit/week", values, version=2)
    raise click.exceptions.Exit(PROBLEMS)


def _books(pathway: Pathway) -> list[RuleSet]:
    """Return the rule sets that a program's hours are held against."""
    return [each for each in known_rule_sets(pathway) if each.about is About.PROGRAM]
