"""The notes of a first file: what stands above each section, and is true of this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.model.simulation.arrivals import Rate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.files.schema.value_type import Written
    from iopkit.scaffold.rules import Rules


def first_notes(rules: Rules, content: Mapping[str, Written]) -> dict[str, str]:
    """Return the note of each section.

    Parameters
    ----------
    rules
        The standard pathway and the facility.
    content
        What the sections say.
    """
    return {
        "assessment": "Questions of your own. These ask what other providers did, since your file "
        "has no such level whose completion could be recorded.",
        "levels": "Your levels. 'remove: true' takes away what you do not offer. All rules under "
        "'admit' must be met; those with 'prefer' only rank. A list of rules replaces the standard "
        "one.",
        "programs": _programs(rules),
        "groups": "Specialised groups that you do not have."
        if "iop" in rules.facility.levels
        else "The specialised groups are those of the IOP, which you do not offer.",
        "supports": "What clients do beside the levels, and at which levels.",
        "floors": _floors(rules),
        "transitions": _transitions(rules),
        "arrivals": _arrivals(rules, content.get("arrivals")),
        "accepted": "What iopkit check FILE --prove would find and is accepted.",
    }


def _programs(rules: Rules) -> str:
    note = "What clients do. A program whose level is not offered goes with it."
    if not rules.facility.lengths:
        return note
    return (
        f"{note} A 'length' is what you plan. It does not change how long clients stay when you "
        "simulate: those stays are the national ones until you write 'stay' under 'transitions'."
    )


def _transitions(rules: Rules) -> str:
    note = (
        "Who moves where. 'share' says how many of those who leave a level go this way, and the "
        "shares of a level add up to 1: where a level is not offered, its share went to the next "
        "below, to those who completed, or to those who go on at another provider. Every 'stay' is "
        "that of the standard pathway."
    )
    if not (rules.facility.move_on or rules.facility.admit):
        return note
    return (
        f"{note} 'when' holds what you picked, what is usual in the standard pathway, and what the "
        "next level asks of whom it admits."
    )


def _floors(rules: Rules) -> str:
    """Say what became of each kind of need: it is met above, nowhere, or by whatever is offered."""
    moved = gone = least = False
    for level, _, instead, _ in rules.floors():
        nowhere = not rules.instead(level)
        moved |= bool(instead) and instead != level
        gone |= nowhere
        least |= not instead and not nowhere
    parts = ["Needs: at least this level, whatever else fits."]
    if moved:
        parts.append(
            "A need for a level that you do not offer becomes one for the next above it that you "
            "do offer."
        )
    if gone:
        parts.append(
            "Where you offer nothing that meets a need, it is removed here. Whoever has it is not "
            "admitted: see the rules under 'admit', of your levels and the standard ones. They are "
            "referred elsewhere."
        )
    if least:
        parts.append("A need that your least intensive level meets keeps nobody from anything.")
    return " ".join(parts)


def _arrivals(rules: Rules, written: Written) -> str:
    removed = written if isinstance(written, dict) else {}
    left = [stream for stream in rules.standard.arrivals if stream.id not in removed]
    own = (
        "write your own, such as {to: iop, rate: 2 per week, source: our-records}, with that "
        "source under 'sources'."
    ).replace("iop", rules.facility.levels[0])
    if not left:
        return (
            "Who comes, if you want to simulate. The standard rates do not say who comes to your "
            f"levels, so they are removed, and nobody comes: {own}"
        )
    rate = sum(stream.when.mean() for stream in left if isinstance(stream.when, Rate))
    return (
        "Who comes, if you want to simulate. The standard rates are an example of one client a day "
        "at all six levels. Those to levels that you do not offer are removed; what is left is "
        f"{rate:.2g} clients a day, not your own number: {own}"
    )
