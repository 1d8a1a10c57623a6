"""What a command line says about a calendar: from when, for whom, and whose sessions."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs
import click

from iopkit.cli.options.option_group import option
from iopkit.describe.wording import counted
from iopkit.errors import UnknownNameError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from iopkit.week.session import Session
    from iopkit.week.timetable import Timetable

Command = TypeVar("Command", bound="Callable[..., Any]")

_DATE: Final = click.DateTime(formats=["%Y-%m-%d"])


@attrs.frozen(kw_only=True)
class CalendarRequest:
    """What a command line says about a calendar; None where it says nothing.

    Parameters
    ----------
    first, last
        The dates between which sessions are held, both included.
    reader
        ``clients`` or ``staff``.
    track, section, client
        Whose sessions are wanted.
    leader
        Who leads those that are wanted.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    reader: str | None = None
    track: str | None = None
    section: str | None = None
    client: int | None = None
    leader: str | None = None

    @property
    def is_for_staff(self) -> bool:
        """Whether it says what is held; who asks for a leader's sessions is of the staff."""
        return self.reader == "staff" or (self.reader is None and self.leader is not None)


OPTIONS: Final[Mapping[str, str]] = {
    "first": "--from",
    "last": "--until",
    "reader": "--for",
    "track": "--track",
    "section": "--section",
    "client": "--client",
    "leader": "--leader",
}
"""The option that says each part of a `CalendarRequest`."""


def calendar_options(command: Command) -> Command:
    """Add the options about a calendar; the command gets them as one value, `calendar`."""

    @functools.wraps(command)
    def called(**given: object) -> object:
        said: dict[str, Any] = {name: given.pop(name) for name in OPTIONS}
        for name in ("first", "last"):
            said[name] = None if said[name] is None else said[name].date()
        return command(calendar=CalendarRequest(**said), **given)

    calendar = functools.partial(option, group="A calendar")
    options = [
        calendar("--from", "first", type=_DATE, metavar="DATE", help="Its first date."),
        calendar(
            "--until",
            "last",
            type=_DATE,
            metavar="DATE",
            help="Its last date.  [default: 52 weeks]",
        ),
        calendar(
            "--for",
            "reader",
            type=click.Choice(["clients", "staff"]),
            help="Who reads it; clients read neutral titles.  [default: clients]",
        ),
        calendar("--track", metavar="ID", help="Only this track."),
        calendar("--section", metavar="NAME", help="Only this group, such as A."),
        calendar(
            "--client",
            type=click.IntRange(min=1),
            metavar="N",
            help="With the appointments of this client of a group, from 1.",
        ),
        calendar("--leader", metavar="NAME", help="Only what 'counselor 1' leads, for staff."),
    ]
    wrapped: Any = called
    for add in reversed(options):
        wrapped = add(wrapped)
    found: Command = wrapped
    return found


def chosen(timetable: Timetable, asked: CalendarRequest) -> tuple[list[Session], str]:
    """Return the sessions that a calendar is asked for, and what its reader should know.

    Clients get what they have together, and one client's appointments when it says whose: those of
    all would stand at all hours of the day, and are nobody else's business.

    Raises
    ------
    click.BadParameter
        When it asks for what is not there.
    """
    found = list(timetable.sessions)
    choices: list[tuple[str, str | None, Callable[[Session], str]]] = [
        ("--track", asked.track, lambda each: each.track),
        ("--section", asked.section, lambda each: each.section),
        ("--leader", asked.leader, lambda each: each.leader),
    ]
    for flag, name, of in choices:
        if name is not None:
            known = sorted({of(each) for each in found if of(each)})
            if name not in known:
                raise _unknown(flag, name, known)
            also = {name, ""} if flag == "--section" else {name}
            found = [each for each in found if of(each) in also]
    if asked.client is not None and all(each.client != asked.client for each in found):
        most = max((each.client or 0 for each in found), default=0)
        there = f"they are numbered 1 to {most}" if most else "nobody has any"
        message = f"client {asked.client} has no appointments here; {there}"
        raise click.BadParameter(message, param_hint="'--client'")
    if asked.is_for_staff and asked.client is None:
        return found, ""
    kept = [each for each in found if each.client in {None, asked.client}]
    return kept, " ".join(_to_know(found, kept))


def _to_know(found: list[Session], kept: list[Session]) -> Iterable[str]:
    alone = len({each.client for each in found if each.client}) if len(kept) < len(found) else 0
    if alone and all(each.client is None for each in kept):
        number = counted(len(found) - len(kept), "appointment")
        yield f"{number} of single clients left out; --client 3 adds those of the third."
    groups = {(each.program, each.track, each.section) for each in kept if each.section}
    groups |= {(each.program, each.track, "") for each in kept if not each.section} - {
        (program, track, "") for program, track, _ in groups
    }
    if len(groups) > 1:
        yield (
            f"The calendar holds {len(groups)} groups beside each other; --program, --track and "
            "--section choose one."
        )


def _unknown(option: str, name: str, known: list[str]) -> click.BadParameter:
    error = UnknownNameError(option.removeprefix("--"), name, known)
    return click.BadParameter(str(error), param_hint=f"'{option}'")
