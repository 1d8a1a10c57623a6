"""Where a week goes: the form that the name of a file asks for."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs
import click

from iopkit.cli.io.file_output import refuse_taken, write_new
from iopkit.cli.options.week_calendar import OPTIONS, chosen
from iopkit.describe.wording import listed

if TYPE_CHECKING:
    from iopkit.cli.options.week_calendar import CalendarRequest
    from iopkit.model.pathway import Pathway
    from iopkit.week.timetable import Timetable
    from iopkit.week.workload.workload import WeekWorkload

_CALENDAR: Final = ".ics"
_FORMS: Final = (".html", _CALENDAR, ".csv", ".json")


@attrs.frozen(kw_only=True)
class WeekOutput:
    """A file to which a week is written.

    Parameters
    ----------
    path
        Its name, as the command line gives it.
    calendar
        What a calendar holds.
    """

    path: str
    calendar: CalendarRequest

    @property
    def is_sessions_only(self) -> bool:
        """Whether the form says nothing of what a week takes."""
        return self._form in {_CALENDAR, ".csv"}

    @property
    def _form(self) -> str:
        return Path(self.path).suffix.lower()

    def check(self, pathway: Pathway) -> None:
        """Refuse a pathway that cannot be written in this form, before its week is laid out.

        Raises
        ------
        CalendarError
            When it is to be a calendar and the pathway does not say the time zone.
        """
        if self._form == _CALENDAR:
            from iopkit.export.ical import zone_of

            zone_of(pathway)

    def write(self, timetable: Timetable, load: WeekWorkload) -> str:
        """Write a week, and return what somebody should know who opens the file, or nothing.

        Parameters
        ----------
        timetable
            The week.
        load
            What it takes, for the forms that say so.

        Raises
        ------
        StoppedError
            When the file cannot be written.
        CalendarError
            As `check` does.
        """
        said = ""
        match self._form:
            case ".html":
                from iopkit.pages.week.week import week_document

                whole = week_document(timetable, load).encode()
            case ".csv":
                from iopkit.export.week_table import week_rows

                whole = week_rows(timetable).encode()
            case ".json":
                values = week_values(timetable, load)
                text = json.dumps(values, indent=2, sort_keys=True, allow_nan=False)
                whole = f"{text}\n".encode()
            case _:
                whole, said = _calendar(timetable, self.calendar)
        write_new(self.path, whole)
        return said


def week_values(timetable: Timetable, load: WeekWorkload) -> dict[str, object]:
    """Return the sessions of a week, what they rest on, and what they take, as `--json` prints it.

    A week that cannot be held has instead of them why not, under ``infeasibility``.
    """
    return {**timetable.to_dict(), "infeasibility": None, "workload": load.to_dict()}


def out_of(out: str | None, calendar: CalendarRequest) -> WeekOutput | None:
    """Return where a week is to be written, or None when it is to be printed.

    Raises
    ------
    click.UsageError
        When the name is no week's, or is taken, or the options do not suit it.
    MissingExtraError
        When a calendar is asked for without the extra ``ical``.
    """
    suffix = "" if out is None else Path(out).suffix.lower()
    asked = [OPTIONS[name] for name, value in attrs.asdict(calendar).items() if value is not None]
    if asked and suffix != _CALENDAR:
        it = "goes" if len(asked) == 1 else "go"
        raise click.UsageError(f"{listed(asked)} {it} with a calendar: -o week.ics")
    if out is None:
        return None
    if suffix not in _FORMS:
        raise click.UsageError(f"{out}: the name of a week ends in {listed(_FORMS, 'or')}.")
    refuse_taken(out)
    if suffix == _CALENDAR:
        if calendar.first is None:
            raise click.UsageError(
                "a calendar needs its first date, so that the same command gives the same "
                "calendar: --from 2026-11-30"
            )
        if calendar.last is not None and calendar.last < calendar.first:
            raise click.UsageError("--until must not be before --from.")
        from iopkit.export.ical import CalendarError, checked  # it says now if icalendar is missing

        try:
            checked(calendar.first, calendar.last)
        except CalendarError as error:
            raise click.UsageError(f"{error}.") from None
        if calendar.reader == "clients" and calendar.leader is not None:
            raise click.UsageError("--leader goes with --for staff; clients are shown no leader.")
    return WeekOutput(path=out, calendar=calendar)


def _calendar(timetable: Timetable, asked: CalendarRequest) -> tuple[bytes, str]:
    """Return a calendar of the sessions that are asked for, and what is not in it."""
    from iopkit.export.ical import Reader, calendar

    wanted, said = chosen(timetable, asked)
    whole = calendar(
        timetable,
        first=asked.first or dt.date.min,  # it was asked for
        last=asked.last,
        reader=Reader.STAFF if asked.is_for_staff else Reader.CLIENTS,
        sessions=wanted,
    )
    return whole, said
