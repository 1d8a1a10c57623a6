"""Facilities of the sizes that a survey found, and the clients who come to them.

Sources: facilities by size, clients by service, beds and the number in treatment from N-SSATS
(`nssats_capacity.csv`); admissions by service from TEDS-D 2019 (`teds_d_2019_admissions.csv`);
transitions and stays from the shipped pathway `standard`, which names its own.

Assumptions, since no table says so:

- A facility is residential or outpatient, not both. Its size is the middle of its class, 240
  clients for the open one.
- Beds are in facilities of fewer than 120 clients. A quarter of these detoxifies, in a sixth of its
  beds.
- The outpatient ones with 30 clients or more have an IOP. All IOPs together have so many places
  that the clients whom the survey counted in intensive outpatient treatment would fill as many of a
  hundred as of the beds. Outpatient treatment has no limit.
- The tables are of different years (2002, 2007, 2009 and 2019), and taken as if they were of one.
- TEDS-D counts discharges of facilities that report to a state. They stand for all admissions, so
  that treatment that nobody reports, and the three states that are absent, is missing; medication
  without an end in sight (methadone) is there only as far as it was reported, and with the stays of
  other outpatients.
- An admission of the table that the transitions explain as a move from another level is no arrival
  from outside. Arrivals go to facilities as their places, or their size where these are unlimited.
- Clients who move on to what their facility does not offer go to those that do and are near it in
  the list, to each as its places, or its size, are in proportion to all: nobody is short of clients
  or flooded with them because of where it stands.
- Nobody returns, since an admission of the table may be a return.
- PHP and aftercare are not simulated: who would go to a PHP goes to an IOP, and who would go to
  aftercare has completed treatment.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs
import numpy as np

from iopkit import load
from iopkit.model import (
    ArrivalStream,
    Figure,
    Level,
    Outcome,
    Pathway,
    Rate,
    Scenario,
    Transition,
    TransitionKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

HERE: Final = Path(__file__).parent
DAYS_IN_YEAR: Final = 365.25

FACILITIES: Final = 11_890
"""Those whose size N-SSATS 2007, Table 6.10, gives."""

ROUNDING: Final = 1e-12

FEWEST: Final = 20
"""In fewer, not every kind of level would be there."""

MIDDLE: Final = {"under_15": 8, "15_29": 22, "30_59": 45, "60_119": 90, "120_or_more": 240}
"""Clients of a facility of each class of size. [clients]"""

LARGEST: Final = MIDDLE["120_or_more"]
WITH_IOP: Final = MIDDLE["30_59"]
DETOX_EVERY: Final = 4
DETOX_PART: Final = 6

SERVICES: Final = {
    "hospital_inpatient_detox": "detox",
    "residential_detox": "detox",
    "ambulatory_detox": "detox",
    "hospital_rehab_non_detox": "residential",
    "short_term_residential": "residential",
    "long_term_residential": "residential",
    "intensive_outpatient": "iop",
    "outpatient_non_intensive": "outpatient",
}
"""The level of each service of TEDS-D."""

KINDS: Final = ("detox", "residential", "iop", "outpatient")
"""The levels of `standard` that are simulated."""

ELSEWHERE: Final = {"php": "iop", "aftercare": "completed"}
"""What stands for the other levels of `standard`."""


@attrs.frozen
class Facility:
    """One facility.

    Parameters
    ----------
    number
        Its number in the list.
    size
        Clients at a time, as its class of size has them. [clients]
    places
        The places of each level it has; None for no limit. [clients]
    """

    number: int
    size: int
    places: Mapping[str, int | None]

    def id_of(self, kind: str) -> str:
        """Give the id of its level of a kind."""
        return f"{kind}-{self.number}"

    def weight(self, kind: str) -> int:
        """Give how many clients come to its level of a kind, beside others of this kind."""
        return self.places[kind] or self.size


@attrs.frozen
class Country:
    """All facilities, and who comes to them.

    Parameters
    ----------
    facilities
        The facilities.
    admissions
        Admissions of a year by kind of level. [1/year]
    surveyed
        Clients in treatment on the day of the survey. [clients]
    """

    facilities: tuple[Facility, ...]
    admissions: Mapping[str, float]
    surveyed: float

    @classmethod
    def from_tables(cls, facilities: int = FACILITIES) -> Country:
        """Build the country that the tables describe, or a smaller one like it.

        Parameters
        ----------
        facilities
            How many facilities there are, at least `FEWEST`; admissions, beds and clients are in
            proportion.
        """
        scale = facilities / FACILITIES
        survey = {
            (row["year"], row["measure"], row["level"]): float(row["value"])
            for row in _rows("nssats_capacity.csv")
        }
        admissions: defaultdict[str, float] = defaultdict(float)
        for row in _rows("teds_d_2019_admissions.csv"):
            admissions[SERVICES[row["label"]]] += scale * int(row["count"])
        surveyed = scale * survey["2011", "clients_in_treatment", "all"]
        in_iop = survey["2002", "client_mix_pct", "intensive_outpatient"] / 100 * surveyed
        sizes = [
            size
            for name, size in MIDDLE.items()
            for _ in range(
                round(survey["2007", "facilities_pct_by_clients", name] / 100 * facilities)
            )
        ]
        return cls(
            facilities=_facilities(
                np.random.default_rng(2007).permutation(sizes).tolist(),
                beds=scale * survey["2009", "residential_beds", "all"],
                iop_places=in_iop / survey["2009", "residential_utilisation_pct", "all"] * 100,
            ),
            admissions=dict(admissions),
            surveyed=surveyed,
        )

    def places(self, kind: str) -> int:
        """Give the places of all levels of a kind; 0 where there is no limit. [clients]"""
        return sum(each.places[kind] or 0 for each in self.having(kind))

    def having(self, kind: str) -> list[Facility]:
        """Give the facilities that have a level of a kind."""
        return [each for each in self.facilities if kind in each.places]

    def scenario(self, days: float, seed: int) -> Scenario:
        """Give the country as one scenario, so that clients move between its facilities."""
        standard = load("standard")
        moves = _moves(standard)
        arriving = _arriving(moves, self.admissions)
        having = {kind: self.having(kind) for kind in KINDS}
        levels, transitions, arrivals = [], [], []
        for kind in KINDS:
            rank = standard.level(kind).rank
            weights = [each.weight(kind) for each in having[kind]]
            near = {to: shared_out(weights, [e.weight(to) for e in having[to]]) for to in KINDS}
            for turn, each in enumerate(having[kind]):
                name, places = each.id_of(kind), each.places[kind]
                limit = None if places is None else Figure(places)
                levels.append(Level(id=name, title=name, rank=rank, places=limit))
                rate = arriving[kind] / DAYS_IN_YEAR * weights[turn] / sum(weights)
                arrivals.append(ArrivalStream(id=name, to=name, when=Rate.constant(rate)))
                for edge in moves[kind]:
                    ends = {edge.to: 1.0}
                    if edge.to in each.places:
                        ends = {each.id_of(edge.to): 1.0}
                    elif edge.to in having:
                        there = having[edge.to]
                        ends = {there[i].id_of(edge.to): part for i, part in near[edge.to][turn]}
                    transitions += [
                        attrs.evolve(edge, start=name, to=to, share=Figure(_share(edge) * part))
                        for to, part in ends.items()
                    ]
        outcomes = [Outcome(id=end.id, title=end.title, returns=False) for end in standard.outcomes]
        pathway = Pathway(
            id="national",
            title="Addiction treatment in the United States",
            sources=standard.sources,
            levels=levels,
            outcomes=outcomes,
            transitions=transitions,
            arrivals=arrivals,
        )
        return Scenario(pathway=pathway, days=days, seed=seed)


def shared_out(giving: Sequence[float], taking: Sequence[float]) -> list[list[tuple[int, float]]]:
    """Share out what some give, so that each who takes gets as its weight is of all.

    Both are laid along the same line in their order; what lies side by side belongs together.

    Parameters
    ----------
    giving, taking
        The weights of those who give and of those who take, more than 0.

    Returns
    -------
    list of list of tuple
        For each who gives, who takes which part of it.

    >>> shared_out([1, 1], [1, 2, 1])
    [[(0, 0.5), (1, 0.5)], [(1, 0.5), (2, 0.5)]]
    """
    ends = np.cumsum(taking) / sum(taking)
    until = np.cumsum(giving) / sum(giving)
    found = []
    start, first = 0.0, 0
    for end in until.tolist():
        last = min(int(np.searchsorted(ends, end - ROUNDING)), len(ends) - 1)
        borders = [start, *ends[first:last].tolist(), end]
        parts = [
            (first + i, (high - low) / (end - start))
            for i, (low, high) in enumerate(pairwise(borders))
        ]
        found.append(parts)
        first = last + 1 if ends[last] <= end + ROUNDING else last
        first = min(first, len(ends) - 1)
        start = end
    return found


def kind_of(level: str) -> str:
    """Give the kind of a level by its id.

    >>> kind_of("iop-17")
    'iop'
    """
    return level.rsplit("-", 1)[0]


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    text = (HERE / name).read_text(encoding="utf-8")
    return csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


def _facilities(sizes: Sequence[int], *, beds: float, iop_places: float) -> tuple[Facility, ...]:
    """Give facilities of some sizes: residential ones until there are so many beds."""
    residential: set[int] = set()
    for number, size in enumerate(sizes):
        if beds > 0 and size < LARGEST:
            residential.add(number)
            beds -= size
    with_iop = sum(
        size for number, size in enumerate(sizes) if number not in residential and size >= WITH_IOP
    )

    def places(number: int, size: int) -> dict[str, int | None]:
        if number in residential:
            detox = max(size // DETOX_PART, 1) if number % DETOX_EVERY == 0 else 0
            return {"residential": size - detox, **({"detox": detox} if detox else {})}
        if size < WITH_IOP:
            return {"outpatient": None}
        return {"outpatient": None, "iop": max(round(size / with_iop * iop_places), 1)}

    return tuple(Facility(number, size, places(number, size)) for number, size in enumerate(sizes))


def _moves(standard: Pathway) -> dict[str, list[Transition]]:
    """Give the simulated transitions of `standard` between the levels that are here."""
    ranks = {kind: standard.level(kind).rank for kind in KINDS}
    moves: dict[str, list[Transition]] = {kind: [] for kind in KINDS}
    for edge in standard.transitions:
        to = ELSEWHERE.get(edge.to, edge.to)
        if edge.share is None or edge.stay is None or edge.start not in ranks or to == edge.start:
            continue
        kind = TransitionKind.DISCHARGE
        if to in ranks:
            kind = (
                TransitionKind.STEP_UP
                if ranks[to] > ranks[edge.start]
                else TransitionKind.STEP_DOWN
            )
        share = Figure(edge.share.value)
        moves[edge.start].append(
            Transition(start=edge.start, to=to, kind=kind, share=share, stay=edge.stay)
        )
    return {kind: _adding_up(edges) for kind, edges in moves.items()}


def _share(edge: Transition) -> float:
    return 0.0 if edge.share is None else edge.share.value


def _adding_up(edges: Sequence[Transition]) -> list[Transition]:
    """Give the same transitions with shares that add up to 1 again."""
    total = sum(_share(edge) for edge in edges)
    return [attrs.evolve(edge, share=Figure(_share(edge) / total)) for edge in edges]


def _arriving(
    moves: Mapping[str, Sequence[Transition]], admissions: Mapping[str, float]
) -> dict[str, float]:
    """Give who comes from outside: the admissions without those who come from another level."""
    coming = {kind: admissions[kind] for kind in KINDS}
    for kind in KINDS:
        for edge in moves[kind]:
            if edge.to in coming:
                coming[edge.to] -= admissions[kind] * _share(edge)
    return {kind: max(number, 0.0) for kind, number in coming.items()}
