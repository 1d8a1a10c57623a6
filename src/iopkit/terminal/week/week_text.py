"""A week in words: the result in one sentence, and what was taken for granted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.describe.wording import brief, counted, listed

if TYPE_CHECKING:
    from iopkit.week.timetable import Timetable

_LONG: Final = 300
"""How much of a sentence is repeated. [characters]"""


def in_one_sentence(timetable: Timetable) -> str:
    """Return what comes of laying out a week.

    >>> from iopkit.model.pathway import Pathway
    >>> from iopkit.week.timetable import Timetable
    >>> nothing = Timetable(pathway=Pathway(id="p", title="P"), programs=[], sections=[],
    ...                     sessions=[])
    >>> in_one_sentence(nothing)
    'There is nothing to hold in the week.'
    """
    if not timetable.sessions:
        return "There is nothing to hold in the week."
    sessions = counted(len(timetable.sessions), "session")
    programs = counted(len({each.program for each in timetable.sessions}), "program")
    alone = sum(each.client is not None for each in timetable.sessions)
    leaders = {each.leader for each in timetable.sessions if each.leader}
    rooms = {each.room for each in timetable.sessions if each.room}
    means = [
        *([f"led by {counted(len(leaders), 'person', 'people')}"] if leaders else []),
        *([f"in {counted(len(rooms), 'room')}"] if rooms else []),
    ]
    with_one = f" ({alone} of them with one client)" if alone else ""
    end = f", {' '.join(means)}" if means else ""
    return f"The week can be held: {sessions} in {programs}{with_one}{end}."


def in_short(timetable: Timetable) -> str:
    """Return the result, and how much of it nobody said, which a reader must know at once."""
    said = [in_one_sentence(timetable)]
    number = len(timetable.assumed)
    if number:
        said.append(f"It rests on {counted(number, 'assumption')}, listed below.")
    if timetable.cut_short is not None:
        said.append(in_haste(timetable.cut_short))
    return " ".join(said)


def in_haste(seconds: float) -> str:
    """Return what somebody must know of a week that is not as good as it can be.

    >>> in_haste(20)
    'The 20 seconds were up before it was as good as it can be: another run may arrange it anew.'
    """
    were = "second was" if seconds == 1 else "seconds were"
    return (
        f"The {seconds:g} {were} up before it was as good as it can be: another run may arrange it "
        "anew."
    )


MOST_DEMANDS: Final = 8
"""More demands than that are not listed; so many leave no doubt that there is too much."""


def demands_left_out(number: int) -> str:
    """Return what stands for demands that are not listed; nothing where all are.

    >>> demands_left_out(10), demands_left_out(8)
    ('and 2 more', '')
    """
    return f"and {number - MOST_DEMANDS} more" if number > MOST_DEMANDS else ""


def taken_for_granted(timetable: Timetable) -> tuple[str, ...]:
    """Return what was assumed where the pathway says nothing, with the reason in brackets.

    What has the same reason stands together, and what is assumed of several programs stands once.
    """
    by_why: dict[str, dict[str, list[str]]] = {}
    for each in timetable.assumed:
        # That nobody says it stands above the list.
        text = brief(each.assumed, _LONG)
        whose = by_why.setdefault(each.why, {}).setdefault(text, [])
        # A sentence that names a track names its program too, or is about one alone.
        if each.program and brief(each.program) not in whose:
            whose.append(brief(each.program))
    found = []
    for why, texts in by_why.items():
        said = [f"{text} ({listed(whose)})" if whose else text for text, whose in texts.items()]
        found.append(f"{'; '.join(said)}{f' [{why}]' if why else ''}")
    return tuple(found)


def left_out(timetable: Timetable) -> tuple[str, ...]:
    """Return which services have no place in a timetable, and why, a sentence for each reason."""
    by_why: dict[tuple[str, str], list[str]] = {}
    for each in timetable.not_held:
        by_why.setdefault((each.program, each.why), []).append(brief(each.title))
    return tuple(
        f"{brief(program)}: {listed(titles)}: {why}" for (program, why), titles in by_why.items()
    )
