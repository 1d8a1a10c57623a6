"""A service as a row of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from iopkit.describe.wording import counted, listed
from iopkit.pages.pathway.criterion_phrase import called, capital, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from iopkit.model.pathway import Pathway
    from iopkit.model.service import Service
    from iopkit.pages.pathway.citation_marks import Marks
    from iopkit.pages.pathway.criterion_phrase import Titles


@attrs.frozen(kw_only=True)
class ServiceRow:
    """A service: its name, how, how often, how long, and what the columns do not say."""

    name: str
    held_as: str
    sessions: str
    minutes: str
    remarks: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    marks: Markup


def row(service: Service, pathway: Pathway, levels: Titles, marks: Marks) -> ServiceRow:
    """Return a service as a row of the page, the parameters as in `programs.shown`."""
    groups = {each.id: each.title for each in pathway.groups}
    name = pathway.name_of(service)
    if name == service.therapy:  # an id, which nobody has given a title
        name = groups.get(name, capital(called(name)))
    return ServiceRow(
        name=name,
        held_as=service.format.value,
        sessions=str(service.sessions) if service.sessions.is_known else "",
        minutes=str(service.minutes) if service.minutes.is_known else "",
        remarks=[*_whom(service, pathway, levels), *_remarks(service)],
        marks=marks.of(service.basis),
    )


def _whom(service: Service, pathway: Pathway, levels: Titles) -> Iterator[str]:
    """Yield who takes part, where that is not everybody."""
    for group in pathway.groups:
        if group.id == service.group and group.id != service.therapy:
            yield f"group: {group.title}"
    if service.audience is not None:
        whom = phrase(service.audience, levels)
        parts = f": {'; '.join(part.text for part in whom.parts)}" if whom.parts else ""
        yield f"for: {whom.text[:1].lower()}{whom.text[1:]}{parts}"


def _remarks(service: Service) -> Iterator[str]:
    """Yield what else the table has no column for."""
    if service.size is not None:
        yield f"up to {counted(service.size, 'client')}"
    if service.led_by:
        yield f"led by {listed(service.led_by, 'or')}"
    if service.instead_of:
        yield f"in place of {called(service.instead_of)}"
    if service.mode is not None:
        yield service.mode.value
    if service.varies_with:
        yield f"set for each client by {listed([called(each) for each in service.varies_with])}"
    if service.produces:
        yield f"gives {listed(service.produces)}"
    if service.may_change:
        yield f"may change {listed(service.may_change, 'or')}"
