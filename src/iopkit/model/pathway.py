"""Everything a facility says about its care, as one graph."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import attrs

from iopkit.errors import IntegrityError, UnknownNameError
from iopkit.model.assessment import Assessment
from iopkit.model.check.integrity import problems
from iopkit.model.field_types import checked
from iopkit.model.outcome import with_community
from iopkit.model.simulation.arrivals import PLACED
from iopkit.model.transition import TransitionKind
from iopkit.model.validators import identifier, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from iopkit.model.accepted_findings import AcceptedFinding
    from iopkit.model.basis import Path, Source, SourceLocation
    from iopkit.model.level import Level
    from iopkit.model.outcome import Outcome
    from iopkit.model.program import Program, SpecialtyGroup
    from iopkit.model.rule import Floor, RuleSet
    from iopkit.model.schedule.week import Week
    from iopkit.model.service import Service, Therapy
    from iopkit.model.simulation.arrivals import ArrivalStream, Referral
    from iopkit.model.support import Support
    from iopkit.model.transition import Transition

Named = TypeVar(
    "Named", "Level", "Outcome", "Program", "SpecialtyGroup", "Support", "Source", "RuleSet"
)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Pathway:
    """A care pathway: levels, what happens at each, who belongs there, and the moves between.

    A value without names that lead nowhere: every id it mentions exists, every id is unique.

    Parameters
    ----------
    id, title
        Its name in files and for people.
    description
        What a reader should know first; empty for nothing.
    referrals
        Who sends clients; empty if nobody says.
    assessment
        The facts that are asked.
    levels
        The levels, most intensive first.
    outcomes
        Where a stay can end outside the levels; `COMMUNITY` is added when it is not there.
    therapies
        What is done in services, each described once; a service may name one that is not here.
    programs, groups, supports
        What clients do.
    week
        When and where it can be held, and by whom; None if nobody says.
    floors
        Rules that a client needs at least a certain level.
    transitions
        The moves, in the order of the file.
    rule_sets
        Rule books that come with the pathway.
    arrivals
        Who arrives, when simulated; empty if the pathway does not say.
    accepted
        What a proof would find and the author accepts.
    sources
        The references that the rest names.
    origins
        Where each value was written; empty for a pathway that no file holds.

    Raises
    ------
    IntegrityError
        When something names a level, program, source ... that the pathway does not have, an id is
        used twice, or parts contradict each other; lists everything, see
        `iopkit.model.check.integrity`.
    """

    id: str = attrs.field(validator=identifier)
    title: str = attrs.field(validator=text)
    description: str = ""
    referrals: tuple[Referral, ...] = attrs.field(default=(), converter=tuple["Referral", ...])
    assessment: Assessment = Assessment()
    levels: tuple[Level, ...] = attrs.field(default=(), converter=tuple["Level", ...])
    outcomes: tuple[Outcome, ...] = attrs.field(default=(), converter=with_community)
    therapies: tuple[Therapy, ...] = attrs.field(default=(), converter=tuple["Therapy", ...])
    programs: tuple[Program, ...] = attrs.field(default=(), converter=tuple["Program", ...])
    groups: tuple[SpecialtyGroup, ...] = attrs.field(
        default=(), converter=tuple["SpecialtyGroup", ...]
    )
    supports: tuple[Support, ...] = attrs.field(default=(), converter=tuple["Support", ...])
    week: Week | None = None
    floors: tuple[Floor, ...] = attrs.field(default=(), converter=tuple["Floor", ...])
    transitions: tuple[Transition, ...] = attrs.field(
        default=(), converter=tuple["Transition", ...]
    )
    rule_sets: tuple[RuleSet, ...] = attrs.field(default=(), converter=tuple["RuleSet", ...])
    arrivals: tuple[ArrivalStream, ...] = attrs.field(
        default=(), converter=tuple["ArrivalStream", ...]
    )
    accepted: tuple[AcceptedFinding, ...] = attrs.field(
        default=(), converter=tuple["AcceptedFinding", ...]
    )
    sources: tuple[Source, ...] = attrs.field(default=(), converter=tuple["Source", ...])
    origins: Mapping[Path, SourceLocation] = attrs.field(factory=dict, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse a pathway that is not one whole."""
        found = problems(self)
        if found:
            raise IntegrityError(found)

    def level(self, name: str) -> Level:
        """Return the level of that id, or raise `UnknownNameError`."""
        found = self._levels.get(name)
        return _find("level", name, self.levels) if found is None else found

    def outcome(self, name: str) -> Outcome:
        """Return the outcome of that id, or raise `UnknownNameError`."""
        return _find("outcome", name, self.outcomes)

    def program(self, name: str) -> Program:
        """Return the program of that id, or raise `UnknownNameError`."""
        return _find("program", name, self.programs)

    def source(self, name: str) -> Source:
        """Return the source of that id, or raise `UnknownNameError`."""
        return _find("source", name, self.sources)

    def name_of(self, service: Service) -> str:
        """Return what people call a service: its own title, else its therapy's, else the id.

        >>> from iopkit.model.service import Service
        >>> from iopkit.model.service import Therapy
        >>> dbt = Therapy(id="dbt", title="Dialectical behavior therapy")
        >>> pathway = Pathway(id="p", title="P", therapies=[dbt])
        >>> pathway.name_of(Service(therapy="dbt")), pathway.name_of(Service(therapy="yoga"))
        ('Dialectical behavior therapy', 'yoga')
        """
        known = (each.title for each in self.therapies if each.id == service.therapy)
        return service.title or next(known, service.therapy)

    def is_level(self, name: str) -> bool:
        """Whether the id is that of a level."""
        return name in self._levels

    def leaving(self, name: str) -> tuple[Transition, ...]:
        """Return the transitions that leave a level or an outcome, in the order of the file."""
        return tuple(edge for edge in self.transitions if edge.start == name)

    @cached_property
    def _levels(self) -> dict[str, Level]:
        """The levels by id: a country has thousands."""
        return {level.id: level for level in self.levels}

    def by_rank(self) -> tuple[Level, ...]:
        """Return the levels, least intensive first; equal ranks in the order of the file."""
        return tuple(sorted(self.levels, key=lambda level: level.rank))

    def graph(self, *, plain: bool = False) -> nx.DiGraph[str]:
        """Return the pathway as a networkx graph.

        Parameters
        ----------
        plain
            Whether all attributes are texts and numbers, so that networkx writes the graph in any
            of its forms (GraphML, GEXF, GML, JSON). Edges then carry, instead of the transition,
            its ``kind`` and, where they are stated, its ``share`` [1] and ``stay``, the mean
            length of stay before it [days].

        Notes
        -----
        Nodes carry ``what`` (level, outcome or arrivals) and ``title``, levels their ``rank`` too;
        edges the `Transition` as ``transition`` (None for an admission) and ``kind``. Where
        several transitions join the same two nodes, the edge holds the one with the largest share,
        the first among equals. Arrivals, where the pathway states them, are the node ``arrivals``.
        """
        import networkx as nx  # costs 200 ms, which `iopkit --help` must not pay

        graph: nx.DiGraph[str] = nx.DiGraph()
        for level in self.levels:
            graph.add_node(level.id, what="level", title=level.title, rank=level.rank)
        for outcome in self.outcomes:
            graph.add_node(outcome.id, what="outcome", title=outcome.title)
        backwards = reversed(self.transitions)  # what is added last stays
        for edge in sorted(backwards, key=lambda edge: edge.share.value if edge.share else 0):
            whole = {"transition": edge, "kind": edge.kind}
            graph.add_edge(edge.start, edge.to, **(_plain(edge) if plain else whole))
        admission: dict[str, object] = {"kind": TransitionKind.ADMIT, "transition": None}
        if plain:
            admission = {"kind": str(TransitionKind.ADMIT)}
        for stream in self.arrivals:
            graph.add_node("arrivals", what="arrivals", title="Arrivals")
            entries = [level.id for level in self.levels] if stream.to == PLACED else [stream.to]
            for level_id in entries:
                graph.add_edge("arrivals", level_id, **admission)
        return graph


def _plain(edge: Transition) -> dict[str, str | float]:
    """Return the attributes of an edge for a graph that other programs read."""
    attributes: dict[str, str | float] = {"kind": str(edge.kind)}
    if edge.share is not None:
        attributes["share"] = edge.share.value
    if edge.stay is not None and math.isfinite(edge.stay.mean()):
        attributes["stay"] = edge.stay.mean()
    return attributes


def _find(kind: str, name: str, things: tuple[Named, ...]) -> Named:
    for thing in things:
        if thing.id == name:
            return thing
    raise UnknownNameError(kind, name, [thing.id for thing in things])
