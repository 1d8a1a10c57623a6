"""The services of a program as a table; what has no column stands behind the name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.describe.blocks import ColumnKind, Item, Items, Table, TableCell, TableColumn, TableRow
from iopkit.describe.criterion import called
from iopkit.describe.inline import Inlines, Link, Text, reference
from iopkit.describe.statement import statements
from iopkit.describe.value import quantity_range
from iopkit.describe.wording import capital
from iopkit.files.format.programs import SERVICE
from iopkit.model.service import Need

if TYPE_CHECKING:
    from iopkit.describe.names import PathwayNames
    from iopkit.model.pathway import Pathway
    from iopkit.model.program import Program
    from iopkit.model.service import Service, Therapy

_IN_COLUMNS: Final = ("therapy", "title", "format", "sessions", "minutes", "need", "optional")


def services_table(program: Program, pathway: Pathway, names: PathwayNames) -> Table:
    """Return the services of a program, those that every client has first."""
    return Table(
        columns=[
            TableColumn(name="service"),
            TableColumn(name="held as"),
            TableColumn(name="times a week", kind=ColumnKind.NUMBER),
            TableColumn(name="minutes", kind=ColumnKind.NUMBER),
        ],
        grouped_by="need",
        rows=[
            _row(service, pathway, names)
            for need in Need
            for service in program.services
            if service.need is need
        ],
        role="services",
    )


def therapy_items(program: Program, pathway: Pathway) -> Items:
    """Return what the therapies of a program's services are, as far as somebody says."""
    done = {service.therapy for service in program.services}
    return Items(
        items=[
            Item(line=therapy_line(each))
            for each in pathway.therapies
            if each.id in done and (each.about or each.basis is not None)
        ],
        role="about",
    )


def therapy_line(therapy: Therapy) -> Inlines:
    """Return what a therapy is, as far as somebody says."""
    about = f"{therapy.title}: {therapy.about}" if therapy.about else therapy.title
    return (Text(about), *reference(therapy.basis))


def service_name(service: Service, pathway: Pathway, names: PathwayNames) -> Link:
    """Return what a service is called: its title, else that of its therapy or its group."""
    name = pathway.name_of(service)
    if name != service.therapy:
        return Link(text=name, name=name)
    return Link(text=names.groups.get(name, capital(called(name))), name=name)


def _row(service: Service, pathway: Pathway, names: PathwayNames) -> TableRow:
    remarks = [
        line
        for key, line in statements(SERVICE, service, names, but=_IN_COLUMNS)
        if not (key.name == "group" and service.group == service.therapy)
    ]
    return TableRow(
        cells=[
            TableCell(
                [service_name(service, pathway, names), *reference(service.basis)], notes=remarks
            ),
            TableCell(service.format.value),
            TableCell(quantity_range(service.sessions)),
            TableCell(quantity_range(service.minutes)),
        ],
        group=service.need.value,
    )
