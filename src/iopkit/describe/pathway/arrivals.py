"""Who comes, and when: the streams of a pathway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.describe.blocks import DocumentSection, Item, Items
from iopkit.describe.inline import Inlines, Text, inlines, joined, reference
from iopkit.describe.statement import statements
from iopkit.files.format.arrivals import STREAM
from iopkit.model.provenance.citations import described, shares_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.describe.names import PathwayNames
    from iopkit.model.pathway import Pathway
    from iopkit.model.simulation.arrivals import Answer, ArrivalStream
    from iopkit.model.simulation.client_sample import ClientSample


def arrivals_section(pathway: Pathway, names: PathwayNames) -> Iterator[DocumentSection]:
    """Yield who comes; nothing for a pathway to which nobody comes."""
    if pathway.arrivals:
        items = [
            Item(line=_stream(each, names), below=list(_facts(each))) for each in pathway.arrivals
        ]
        yield DocumentSection(
            title="Who comes",
            blocks=[Items(items=items)],
            foldable=True,
            folded=True,
            summary=f"{len(items)} streams",
            role="level",
        )


def _stream(stream: ArrivalStream, names: PathwayNames) -> Inlines:
    said = [line for _, line in statements(STREAM, stream, names, but=("facts", "people"))]
    if stream.people is not None:
        said.append(inlines(_people(stream.people)))
    return (Text(f"{stream.id}: "), *joined(said), *reference(stream.basis))


def _people(people: ClientSample) -> str:
    return f"drawn from {len(people.rows)} clients with {', '.join(people.facts)}"


def _facts(stream: ArrivalStream) -> Iterator[Items]:
    if stream.answers:
        yield Items(items=[Item(line=_answer(each)) for each in stream.answers])


def _answer(answer: Answer) -> Inlines:
    if answer.amount is None:
        return (
            Text(f"{answer.fact}: {shares_in_words(answer.weights)}"),
            *reference(answer.basis),
        )
    return (Text(f"{answer.fact}: {described(answer.amount)}"), *reference(answer.amount.basis))
