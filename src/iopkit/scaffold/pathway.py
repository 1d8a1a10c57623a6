"""A first pathway file from what a director answered.

>>> from iopkit.scaffold.facility import Facility
>>> text = first_file("north", Facility(title="North", levels=["iop", "aftercare"]))
>>> "  php: {remove: true}" in text
True
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Final

from iopkit.criteria.placement.place import place
from iopkit.files.compose.load import examine_text, load
from iopkit.files.schema.emitter import emit, scalar
from iopkit.model.client import Client
from iopkit.model.finding_catalogue import FindingKind
from iopkit.scaffold.levels import levels
from iopkit.scaffold.notes import first_notes
from iopkit.scaffold.programs import programs, supports
from iopkit.scaffold.rules import Rules
from iopkit.scaffold.starter import checked_name
from iopkit.scaffold.transitions import moves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from iopkit.files.schema.value_type import Written
    from iopkit.scaffold.facility import Facility

WIDTH: Final = 96
OWN: Final = "our-facility"
"""The name of the source that the director's own answers rest on."""


def first_file(id: str, facility: Facility) -> str:  # noqa: A002  the file's name for it
    """Return the text of a pathway file, each section explained.

    It extends the standard pathway and says what differs. What was left open stays as it is there.

    Raises
    ------
    ValueError
        When the id is not one, or the title is empty or cannot be shown.
    """
    checked_name(id, facility.title)
    rules = Rules(facility=facility, standard=load("standard"))
    content: dict[str, Written] = {
        "levels": levels(rules, OWN),
        "programs": programs(rules, OWN),
        "groups": _groups(rules),
        "supports": supports(rules),
        "floors": _floors(rules),
        "transitions": moves(rules, OWN),
        "arrivals": _arrivals(rules),
        "accepted": _accepted(rules),
    }
    text = _written(id, rules, content)
    idle = [*_never_placed(text, rules)]
    return (
        _written(id, rules, {**content, "accepted": [*_accepted(rules), *idle]}) if idle else text
    )


def _written(id: str, rules: Rules, content: Mapping[str, Written]) -> str:  # noqa: A002
    content = {key: value for key, value in content.items() if value}
    notes = first_notes(rules, content)
    body = "".join(_section(key, value, notes[key]) for key, value in content.items())
    head = _HEAD.format(id=scalar(id), title=scalar(rules.facility.title.strip()))
    own = _SOURCES if _OWNED.search(body) else ""
    asked = _questions(rules, body)
    return head + own + (_section("assessment", asked, notes["assessment"]) if asked else "") + body


_HEAD: Final = """\
# A first pathway file, made from your answers. Everything after a '#' is a note for you.
# What it does not mention is as in the standard pathway: iopkit show FILE
# Change one thing, then run: iopkit check FILE
#
# Nothing here is medical advice. Go through the rules with a clinician before you rely on them.

# The version of this format. Leave it as it is.
iopkit: 1

# A short name without spaces, and the name that people read.
id: {id}
title: {title}

# The six standard levels, with public numbers and their sources. Below stands what differs.
extends: standard
"""

_SOURCES: Final = f"""
# Where numbers come from. When yours come from records, say here from which.
sources:
  {OWN}: {{title: What the facility says about itself}}
"""


def _section(key: str, content: Written, says: str) -> str:
    note = "\n".join(f"# {line}" for line in textwrap.wrap(says, WIDTH, break_on_hyphens=False))
    text = emit({key: content}, spread=frozenset({"levels", "programs"}) & {key})
    text = _REMOVED.sub(r"\1 {remove: true}", text)
    lines = [part for line in text.splitlines() for part in _folded(line)]
    return f"\n{note}\n" + "".join(f"{line}\n" for line in lines)


_OWNED: Final = re.compile(rf"source: [\"']?{OWN}\b")
_REMOVED: Final = re.compile(r"^(  [a-z-]+:)\n    remove: true$", re.MULTILINE)
_LONG: Final = re.compile(r"( +)((?:- )?)((?:if|when)): ([a-z(].*)")


def _folded(line: str) -> list[str]:
    """Return a line; a long criterion over several, which YAML reads as one."""
    found = _LONG.fullmatch(line)
    if found is None or len(line) <= WIDTH:
        return [line]
    inner = " " * (len(found[1] + found[2]) + 2)
    criterion = textwrap.wrap(found[4], WIDTH - len(inner))
    return [f"{found[1]}{found[2]}{found[3]}: >-", *(f"{inner}{part}" for part in criterion)]


def _questions(rules: Rules, body: str) -> dict[str, Written]:
    return {
        fact: {
            "ask": f"Has the client completed {_SPOKEN[level]} at another provider?",
            "yes_no": True,
            "assumption": f"{_SPOKEN[level]} is not offered here, so others know",
        }
        for fact, level in rules.questions([body]).items()
    }


_SPOKEN: Final = {
    "detox": "detox",
    "residential": "residential treatment",
    "php": "partial hospitalization",
    "iop": "an IOP",
    "outpatient": "outpatient treatment",
    "aftercare": "aftercare",
}


def _groups(rules: Rules) -> dict[str, Written]:
    kept = rules.facility.groups if "iop" in rules.facility.levels else ()
    if kept is None:
        return {}
    gone = [group.id for group in rules.standard.groups if group.id not in kept]
    return {name: {"remove": True} for name in gone}


def _floors(rules: Rules) -> list[Written]:
    found: list[Written] = []
    for level, old, instead, new in rules.floors():
        found.append({"at_least": level, "when": old, "remove": True})
        if instead:
            why = f"as in standard for {level}, which is not offered here"
            why = "as in standard" if instead == level else why
            found.append({"at_least": instead, "when": new, "assumption": why})
    return found


def _arrivals(rules: Rules) -> dict[str, Written]:
    streams = rules.standard.arrivals
    kept = [stream for stream in streams if stream.to not in rules.missing]
    entered = {stream.to for stream in kept} | _entered(rules)
    if not entered.issuperset(rules.facility.levels):
        kept = []  # somebody has to say who comes to that level: nobody published it
    return {stream.id: {"remove": True} for stream in streams if stream not in kept}


def _entered(rules: Rules) -> set[str]:
    """Return the levels that some move leads to."""
    gone = [
        (item["from"], item["to"])
        for item in moves(rules)
        if isinstance(item, dict) and item.get("remove")
    ]
    kept = {move.to for move in rules.standard.transitions if (move.start, move.to) not in gone}
    new = {
        str(item["to"]) for item in moves(rules) if isinstance(item, dict) and "remove" not in item
    }
    return kept | new


def _never_placed(text: str, rules: Rules) -> Iterator[Written]:
    """Yield the levels whose every client fits a less intensive one, by what was picked."""
    pathway = examine_text(text).pathway if rules.facility.admit else None
    if pathway is None:
        return
    placement = place(pathway, Client())  # of whom nothing is known, so that all is possible
    for level in rules.facility.levels:
        if placement.is_exact and level not in placement.possible:
            yield {
                "finding": str(FindingKind.NEVER_PLACED),
                "about": [level],
                "because": "by what was picked, less intensive levels take whoever fits here",
            }


def _accepted(rules: Rules) -> list[Written]:
    twice = [(level, each) for level in rules.facility.levels for each in rules.twice(level)]
    twice += [(level, each) for level, each in rules.floors_said_twice()]
    found: list[Written] = [
        {
            "finding": str(FindingKind.OVERRIDDEN),
            "about": [level, each],
            "because": "two safeguards: a floor says what the client needs, the rule what the "
            "level can do",
        }
        for level, each in twice
    ]
    everybody = ("detox", "residential")  # whom one of the two does not take, the other does
    is_whole = set(everybody) <= set(rules.facility.levels) and not any(
        set(rules.picked(level)).difference(rules.usual(level)) for level in everybody
    )
    if not is_whole:
        because = "who needs more than is offered here, or is not admitted, is referred elsewhere"
        found.append({"finding": str(FindingKind.NO_LEVEL), "because": because})
    return found
