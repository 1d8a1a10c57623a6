"""A document that holds every kind of block and of inline."""

from iopkit.criteria.logic.verdict import Verdict
from iopkit.describe.blocks import (
    Bibliography,
    BibliographyEntry,
    ColumnKind,
    Document,
    DocumentFigure,
    DocumentSection,
    Facts,
    Item,
    Items,
    NamedValue,
    Note,
    NoteSeverity,
    Paragraph,
    ReasonNode,
    ReasonTree,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from iopkit.describe.inline import (
    SHARE,
    CodeText,
    Condition,
    Emphasis,
    Link,
    Quantity,
    QuantityRange,
    Reference,
    Term,
    VerdictText,
)
from iopkit.draw.picture.palette import Palette
from iopkit.draw.picture.picture import Picture
from iopkit.draw.picture.primitives import Rect
from iopkit.model.basis import Basis

SEED = Reference(Basis(source="seed-000", locator="page 3"))
GUESS = Reference(Basis(assumption="nobody <counted>"))

FACTS = Facts(
    facts=[
        NamedValue("Places", [Quantity(value=31), SEED, GUESS]),
        NamedValue("Program", QuantityRange(at_least=9, at_most=19, unit="hour a week")),
    ]
)
RULES = Items(
    items=[
        Item(
            line=[
                Condition(
                    expression="stable and (a or b)",
                    text="all of these",
                    parts=[
                        Condition(expression="stable", text="stable"),
                        Condition(expression="a or b", text="a or b"),
                    ],
                ),
                SEED,
            ],
        ),
        Item(
            line=["step down to ", Link(text="Outpatient", name="op", target="level-op")],
            below=[
                Paragraph(line=[Quantity(value=0.13, unit=SHARE), " of those who leave"]),
                Items(items=[Item(line="nested")]),
            ],
        ),
        Item(
            line=[VerdictText(Verdict.UNKNOWN, "unknown"), " at op"],
            below=[
                ReasonTree(
                    roots=[
                        ReasonNode(
                            line=["hours >= 9", SEED],
                            verdict=Verdict.NOT_MET,
                            parts=[ReasonNode(line="is 8", verdict=Verdict.UNKNOWN)],
                        )
                    ]
                )
            ],
        ),
    ]
)
SERVICES = Table(
    caption="Services & times",
    columns=[
        TableColumn(name="service"),
        TableColumn(name="wait", qualifier="mean", unit="day", kind=ColumnKind.NUMBER),
        TableColumn(name="verdict", kind=ColumnKind.VERDICT),
    ],
    grouped_by="need",
    rows=[
        TableRow(
            cells=[
                TableCell("group", notes=["up to 8 clients", ["led by ", Emphasis("a nurse")]]),
                TableCell(
                    Quantity(value=58.12, unit="day", ci_low=57.6, ci_high=58.64, decimals=1)
                ),
                TableCell(VerdictText(Verdict.MET, "met"), notes=["9 hours are stated"]),
            ],
            group="core",
        ),
        TableRow(
            cells=[
                TableCell("yoga | zen"),
                TableCell(Quantity(value=None, unit="day")),
                TableCell(),
            ],
            group="optional",
        ),
    ],
)
EVERY_BLOCK = Document(
    title="Crest View <IOP>",
    blocks=[
        Paragraph(line=["Run ", CodeText("iopkit show"), " for the ", Term("census"), "."]),
        Paragraph(line=["About ", Quantity(value=0.004, unit=SHARE), " leave."]),
        DocumentSection(
            title="IOP", id="level-iop", foldable=True, summary="31 places", blocks=[FACTS, RULES]
        ),
        DocumentSection(title="Step", depth=1, blocks=[FACTS]),
        DocumentSection(
            title="Services",
            blocks=[SERVICES, DocumentSection(title="Deeper", blocks=[Note(line="A remark.")])],
        ),
        Note(line="Mind this.", severity=NoteSeverity.CAUTION),
        DocumentFigure(
            picture=Picture(
                width=10,
                height=10,
                shapes=[Rect(x=0, y=0, width=5, height=5, fill=Palette.ACCENT)],
                title="A box",
                description="One box.",
            ),
            caption="A box, drawn.",
            numbers=Table(
                columns=[TableColumn(name="side"), TableColumn(name="px", kind=ColumnKind.NUMBER)],
                rows=[TableRow(cells=[TableCell("left"), TableCell(Quantity(value=5))])],
            ),
        ),
        DocumentSection(
            title="Sources",
            blocks=[
                Bibliography(
                    entries=[
                        BibliographyEntry(
                            source="seed-000",
                            line="IOPs in general",
                            below=[Items(items=[Item(line="31 places")])],
                        ),
                        BibliographyEntry(assumption="nobody <counted>", line="nobody <counted>"),
                    ]
                )
            ],
        ),
    ],
)
