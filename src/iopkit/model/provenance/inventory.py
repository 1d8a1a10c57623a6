"""What a pathway holds, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.model.provenance.citations import figures

if TYPE_CHECKING:
    from iopkit.model.pathway import Pathway


def contents(pathway: Pathway) -> tuple[tuple[str, int], ...]:
    """Return how many there are of each thing, by its name in the singular.

    >>> from iopkit.model.pathway import Pathway
    >>> contents(Pathway(id="p", title="P"))[0]
    ('level', 0)
    """
    stated = list(figures(pathway))
    return (
        ("level", len(pathway.levels)),
        ("transition", len(pathway.transitions)),
        ("program", len(pathway.programs)),
        ("fact", len(pathway.assessment.facts)),
        ("number", sum(bool(value) for _, _, value, _ in stated)),
        ("source", len(pathway.sources)),
        ("assumption", sum(basis is not None and basis.is_assumption for *_, basis in stated)),
    )
