"""How often and how long each service of a program is held in a week."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.criteria.rule_sets.staff_hours import is_held_alone
from iopkit.model.service import Format, Need
from iopkit.week.assumptions import OmittedSession, WeekAssumption

if TYPE_CHECKING:
    from iopkit.model.basis import Path
    from iopkit.model.pathway import Pathway
    from iopkit.model.program import Program
    from iopkit.model.service import Service

MINUTES: Final = 60
"""How long a session lasts that several clients have together, where nobody says. [minutes]"""
MINUTES_WHY: Final = (
    "California, 9 CCR 9854: group sessions of programs for impaired drivers last one to two hours"
)
MINUTES_ALONE: Final = 50
"""How long a session of one client lasts, where nobody says. [minutes]"""
MINUTES_ALONE_WHY: Final = "assumption: an hour with ten minutes for the notes; no source says so"
_MOST_RAISED: Final = 35
"""More sessions than that are not thought of to reach the hours of a program. [1/week]"""


@attrs.frozen
class Dose:
    """What a client has of a service in a week.

    Parameters
    ----------
    service
        Its place among the services of the program.
    sessions
        How many sessions. [1/week]
    minutes
        How long each lasts. [minutes]
    """

    service: int
    sessions: int
    minutes: int


@attrs.frozen
class Doses:
    """The week of a program, as numbers.

    Parameters
    ----------
    held
        What is held, in the order of the services.
    assumed, not_held
        What is taken for granted, and what is left out.
    """

    held: tuple[Dose, ...] = attrs.field(converter=tuple["Dose", ...])
    assumed: tuple[WeekAssumption, ...] = attrs.field(converter=tuple["WeekAssumption", ...])
    not_held: tuple[OmittedSession, ...] = attrs.field(converter=tuple["OmittedSession", ...])


def is_together(service: Service) -> bool:
    """Whether several clients have its sessions together.

    A family session of which nobody says the size is one for the families of a section.
    """
    families = service.format is Format.FAMILY and service.size is None
    return families or not is_held_alone(service)


def is_for_some(service: Service) -> bool:
    """Whether it is for a part of the clients only, by who they are or what it stands for."""
    return bool(service.group or service.audience is not None or service.instead_of)


def doses(pathway: Pathway, program: Program) -> Doses:
    """Return how often and how long the services of a program are held.

    The lower end of what is stated, and more of what the clients have together where the program
    says more hours or days than that; see docs/explanation/timetable.md.
    """
    held: dict[int, Dose] = {}
    assumed: list[WeekAssumption] = []
    not_held: list[OmittedSession] = []
    for place, service in enumerate(program.services):
        title = pathway.name_of(service)
        why = _not_held(service)
        if why:
            not_held.append(OmittedSession(program=program.id, service=place, title=title, why=why))
            continue
        path: Path = ("programs", program.id, "services", place)
        sessions = _sessions(service, title, path, assumed)
        held[place] = Dose(place, sessions, _minutes(service, title, path, assumed))
    _raise(pathway, program, held, assumed)
    return Doses(held.values(), assumed, not_held)


def _not_held(service: Service) -> str:
    """Return why a service has no place in a timetable, or nothing."""
    if service.need is Need.AS_NEEDED:
        return "it is held as needed"
    if service.sessions.high == 0 or service.minutes.high == 0:
        return "it takes no time"
    if not service.is_for_everyone and not service.sessions.is_known:
        return "not every client takes part, and nobody says how often it is held"
    if is_for_some(service) and not is_together(service):
        return "it is for some clients, one by one, and nobody says for how many"
    return ""


def _sessions(service: Service, title: str, path: Path, assumed: list[WeekAssumption]) -> int:
    low, high = service.sessions.low, service.sessions.high
    number = max(1, math.ceil(low or 0))
    where = (*path, "sessions")
    if not service.sessions.is_known:
        text = f"{title} is held once a week"
        assumed.append(
            WeekAssumption(path=where, program=str(path[1]), assumed=text, unsaid="how often")
        )
    elif low is not None and high is not None and number > high:
        text = f"{title} is held less than every week, and its time is kept free each week"
        assumed.append(WeekAssumption(path=where, program=str(path[1]), assumed=text))
    return number


def _minutes(service: Service, title: str, path: Path, assumed: list[WeekAssumption]) -> int:
    if service.minutes.low is not None:
        return max(1, math.ceil(service.minutes.low))
    usual, why = (
        (MINUTES, MINUTES_WHY) if is_together(service) else (MINUTES_ALONE, MINUTES_ALONE_WHY)
    )
    high = service.minutes.high
    minutes = usual if high is None else max(1, min(usual, math.floor(high)))
    text = f"a session of {title} lasts {minutes} minutes"
    where = (*path, "minutes")
    assumed.append(
        WeekAssumption(path=where, program=str(path[1]), assumed=text, unsaid="how long", why=why)
    )
    return minutes


def _raise(
    pathway: Pathway, program: Program, held: dict[int, Dose], assumed: list[WeekAssumption]
) -> None:
    """Hold more of what is had together until the hours and days of the program are reached."""
    stated = dict(held)
    together = [
        place
        for place in _of_everyone(program, held)
        if program.services[place].format in {Format.GROUP, Format.CLASS}
        and is_together(program.services[place])
    ]
    together.sort(key=lambda place: (-_room(program, held[place]), place))
    raised = True
    while raised:
        raised = False
        for place in together:
            if _may_be_raised(program, held, place):
                held[place] = attrs.evolve(held[place], sessions=held[place].sessions + 1)
                raised = True
    high, minutes = program.hours.high, _minutes_of_everyone(program, held)
    spare = math.inf if high is None else high * 60 - minutes
    _lengthen(program, held, together, (program.hours.low or 0) * 60 - minutes, spare)
    for place in together:
        if held[place] != stated[place]:
            # This says how often, instead of what was taken for granted before.
            path = ("programs", program.id, "services", place, "sessions")
            assumed[:] = [each for each in assumed if each.path != path]
            assumed.append(_raised(pathway, program, held[place]))
    assumed.extend(_missed(program, _minutes_of_everyone(program, held)))
    assumed.extend(_missed_days(program, held))


def _of_everyone(program: Program, held: dict[int, Dose]) -> list[int]:
    services = program.services
    return [p for p in held if services[p].is_for_everyone and not services[p].instead_of]


def _minutes_of_everyone(program: Program, held: dict[int, Dose]) -> int:
    return sum(held[p].sessions * held[p].minutes for p in _of_everyone(program, held))


def _room(program: Program, dose: Dose) -> float:
    """Return how many more sessions of a service there may be. [1/week]"""
    most = program.services[dose.service].sessions.high
    return min(_MOST_RAISED, math.inf if most is None else most) - dose.sessions


def _may_be_raised(program: Program, held: dict[int, Dose], place: int) -> bool:
    """Whether a program needs more, the service leaves room for it, and it is not too much."""
    low, high = program.hours.low or 0, program.hours.high
    minutes = _minutes_of_everyone(program, held)
    sessions = sum(held[each].sessions for each in _of_everyone(program, held))
    if minutes >= low * 60 and sessions >= (program.days.low or 0):
        return False
    more = minutes + held[place].minutes
    return _room(program, held[place]) >= 1 and (high is None or more <= high * 60)


def _lengthen(
    program: Program, held: dict[int, Dose], together: list[int], lacking: float, spare: float
) -> None:
    """Let sessions last longer, where that may be, when more of them may not be."""
    for place in together:
        dose, most = held[place], program.services[place].minutes.high
        if lacking > 0 and most is not None and program.services[place].minutes.low is not None:
            more = min(math.floor(most) - dose.minutes, math.ceil(lacking / dose.sessions))
            if 0 < more * dose.sessions <= spare:
                held[place] = attrs.evolve(dose, minutes=dose.minutes + more)
                lacking -= more * dose.sessions
                spare -= more * dose.sessions


def _raised(pathway: Pathway, program: Program, dose: Dose) -> WeekAssumption:
    title = pathway.name_of(program.services[dose.service])
    times = "once" if dose.sessions == 1 else f"{dose.sessions} times"
    return WeekAssumption(
        path=("programs", program.id, "services", dose.service, "sessions"),
        program=program.id,
        assumed=f"{title} is held {times} a week, {dose.minutes} minutes each",
        why=f"the program says {_asked(program)}, and this service leaves room for more",
    )


def _asked(program: Program) -> str:
    hours = f"{program.hours} hours a week" if program.hours.is_known else ""
    days = f"{program.days} days a week" if program.days.is_known else ""
    return " and ".join(each for each in (hours, days) if each)


def _missed(program: Program, minutes: int) -> list[WeekAssumption]:
    low, high = program.hours.low or 0, program.hours.high
    if not minutes or (low * 60 <= minutes and (high is None or minutes <= high * 60)):
        return []
    text = f"what every client takes part in adds up to {minutes / 60:.3g} hours a week"
    why = f"the program says {program.hours} hours, and the services leave no room for that"
    return [
        WeekAssumption(
            path=("programs", program.id, "hours"), program=program.id, assumed=text, why=why
        )
    ]


def _missed_days(program: Program, held: dict[int, Dose]) -> list[WeekAssumption]:
    sessions = sum(held[place].sessions for place in _of_everyone(program, held))
    if not held or sessions >= math.ceil(program.days.low or 0):
        return []
    many = "1 session" if sessions == 1 else f"{sessions} sessions"
    text = f"a client takes part in {many} a week, so comes on no more days than that"
    why = f"the program says {program.days} days, and the services leave no room for that"
    return [
        WeekAssumption(
            path=("programs", program.id, "days"), program=program.id, assumed=text, why=why
        )
    ]
