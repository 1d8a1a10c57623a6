"""`iopkit staffing`: how many hours a week the staff works with clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from iopkit import staff_hours
from iopkit.cli.extension import (
    file_argument,
    json_option,
    listed,
    look,
    named,
    read_pathway,
    show,
    show_json,
    table,
)
from iopkit.model import Format, Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit import ProgramHours, ServiceHours
    from iopkit.cli.extension import DisplayStyle

NOTE = (
    "Hours with clients only, one person leading a session, every place taken. Preparation, notes, "
    "supervision and absences are not in them."
)


@click.command(
    epilog="""\b
Examples:
  iopkit staffing my-clinic.yaml
  iopkit staffing my-clinic.yaml --json
""",
)
@file_argument
@json_option
def command(*, file: str, as_json: bool) -> None:
    """Say how many hours a week each program takes of the staff.

    Each service takes its sessions times its minutes, for as many groups or clients as the places
    of the levels make. What nobody states stays unknown. Services that are optional or held as
    needed stand apart.
    """
    pathway = read_pathway(file)
    found = staff_hours(pathway)
    if as_json:
        values = [_values(each) for each in found]
        show_json("iopkit-staffing/hours", {"pathway": pathway.id, "programs": values}, version=2)
        return
    for each in found:
        show("\n".join([*_lines(each, look()), ""]))
    show(look().wrapped(NOTE) if found else "The file describes no program.")


def _lines(found: ProgramHours, page: DisplayStyle) -> Iterator[str]:
    title = named(found.program.title, found.program.id)
    yield page.strong(page.wrapped(f"{title}: {_clients(found.clients)}"))
    if not found.services:
        yield "  No service is stated."
        return
    rows = [
        (
            each.service.title or each.service.therapy,
            _sort(each),
            _number(each.side_by_side),
            _number(each.hours),
            "" if each.is_core else each.service.need.value,
        )
        for each in found.services
    ]
    yield table(("service", "for", "how many", "hours a week", "need"), rows, page)
    for leader, (core, optional) in found.by_leader().items():
        who = listed(leader, "or") or "nobody says who leads"
        yield page.wrapped(f"{who}: {_both(core, optional)}", first="  ", rest="      ")
    yield page.wrapped(f"all together: {_both(found.core, found.optional)}", first="  ")


def _clients(of: Range) -> str:
    number = _number(of)
    if number == "unknown":
        return "nobody says for how many clients"
    return f"{number} client" if of == Range(1, 1) else f"{number} clients"


def _sort(found: ServiceHours) -> str:
    service = found.service
    alone = service.size is None and service.format not in {Format.GROUP, Format.CLASS}
    size = f" of up to {service.size}" if service.size is not None else ""
    return "each client" if alone else f"groups{size}"


def _both(core: Range, optional: Range) -> str:
    apart = "" if optional.high == 0 else f"; optional services {_said(optional)}"
    return f"{_said(core)}{apart}"


def _said(of: Range) -> str:
    number = _number(of)
    return number if number == "unknown" else f"{number} hours a week"


def _number(of: Range) -> str:
    """Return a range with as many digits as anybody reads."""
    rounded = Range(*(None if end is None else round(end, 1) for end in (of.low, of.high)))
    # That something takes at least no time says nothing.
    return "unknown" if rounded == Range(0, None) else str(rounded)


def _values(found: ProgramHours) -> dict[str, object]:
    return {
        "program": found.program.id,
        "clients": _ends(found.clients),
        "core_hours": _ends(found.core),
        "optional_hours": _ends(found.optional),
        "services": [
            {
                "therapy": each.service.therapy,
                "need": each.service.need.value,
                "led_by": list(each.service.led_by),
                "clients": _ends(each.clients),
                "side_by_side": _ends(each.side_by_side),
                "hours": _ends(each.hours),
            }
            for each in found.services
        ],
        "by_leader": [
            {"led_by": list(leader), "core_hours": _ends(core), "optional_hours": _ends(optional)}
            for leader, (core, optional) in found.by_leader().items()
        ],
    }


def _ends(of: Range) -> dict[str, float | None]:
    return {"at_least": of.low, "at_most": of.high}
