"""Facilities of the sizes that a survey found, and the clients who come to them.

Sources: facilities by size, clients by service, beds and the number in treatment from N-SSATS
(`nssats_capacity.csv`); admissions by service from TEDS-D 2019 (`teds_d_2019_admissions.csv`);
transitions and stays from the shipped pathway `standard`, which names its own.

Assumptions, since no table says so: a facility is residential or outpatient, not both; beds are in
facilities of fewer than 120 clients, whose size is the middle of its class; a quarter of the
residential ones detoxifies, in beds of its own; the outpatient ones with 30 clients or more have an
IOP; IOP places are those that would be 89 % full, as beds are; outpatient treatment has no limit;
clients who move on to another facility go to one of the next in the list, and nobody returns within
the same chain of visits, since an admission of the table may be a return.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import attrs
import numpy as np

from iopkit.files.load import load
from iopkit.model.arrivals import Arrivals, Rate
from iopkit.model.figure import Figure
from iopkit.model.level import Level
from iopkit.model.outcome import Outcome
from iopkit.model.pathway import Pathway
from iopkit.model.scenario import Scenario
from iopkit.model.transition import Kind, Transition

HERE: Final = Path(__file__).parent
FACILITIES: Final = 11_890  # those whose size N-SSATS 2007, Table 6.10, gives
MIDDLE: Final = {"under_15": 8, "15_29": 22, "30_59": 45, "60_119": 90, "120_or_more": 240}
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

ELSEWHERE: Final = {"php": "iop", "aftercare": "completed"}
"""What stands for the levels of `standard` that are not simulated here."""


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    lines = [line for line in (HERE / name).read_text().splitlines() if not line.startswith("#")]
    return iter(csv.DictReader(lines))


@dataclass(frozen=True)
class Facility:
    """One facility: its number, and the places of each level it has; None for no limit."""

    number: int
    places: Mapping[str, int | None]

    def id_of(self, kind: str) -> str:
        """Give the id of its level of a kind."""
        return f"{kind}-{self.number}"


@dataclass(frozen=True)
class Country:
    """All facilities, admissions a year by level, and the number in treatment that was counted."""

    facilities: tuple[Facility, ...]
    admissions: Mapping[str, int]
    surveyed: int
    places: dict[str, int] = field(default_factory=dict)

    @classmethod
    def from_tables(cls) -> Country:
        """Build the country that the tables describe."""
        survey = {(row["measure"], row["level"]): float(row["value"]) for row in _rows(_CAPACITY)}
        admissions: defaultdict[str, int] = defaultdict(int)
        for row in _rows("teds_d_2019_admissions.csv"):
            admissions[SERVICES[row["label"]]] += int(row["count"])
        shares = {
            size: survey["facilities_pct_by_clients", size] / 100 for size in MIDDLE
        }
        sizes = [
            middle for size, middle in MIDDLE.items() for _ in range(round(shares[size] * FACILITIES))
        ]
        order = np.random.default_rng(2007).permutation(len(sizes))
        beds, iops = survey["residential_beds", "all"], 0
        full = survey["residential_utilisation_pct", "all"] / 100
        clients = survey["clients_in_treatment", "all"]
        in_iop = survey["client_mix_pct", "intensive_outpatient"] / 100 * clients
        outpatient: list[tuple[int, int]] = []
        facilities: list[Facility] = []
        for number, which in enumerate(order.tolist()):
            size = sizes[which]
            if beds > 0 and size < MIDDLE["120_or_more"]:
                beds -= size
                detox = max(size // 6, 1) if number % 4 == 0 else 0
                places: dict[str, int | None] = {"residential": size - detox}
                if detox:
                    places["detox"] = detox
                facilities.append(Facility(number, places))
            else:
                outpatient.append((number, size))
                iops += size if size >= MIDDLE["30_59"] else 0
        for number, size in outpatient:
            places = {"outpatient": None}
            if size >= MIDDLE["30_59"]:
                places["iop"] = max(round(size / iops * in_iop / full), 1)
            facilities.append(Facility(number, places))
        return cls(tuple(facilities), dict(admissions), int(clients), _total(facilities))

    def kind_of(self, level: str) -> str:
        """Give the kind of a level, such as `iop`."""
        return level.rsplit("-", 1)[0]

    def having(self, kind: str) -> list[Facility]:
        """Give the facilities that have a level of a kind."""
        return [each for each in self.facilities if kind in each.places]

    def scenario(self, days: float, seed: int) -> Scenario:
        """Give the country as one scenario, so that clients move between its facilities."""
        return Scenario(pathway=self._pathway(), days=days, seed=seed)

    def _pathway(self) -> Pathway:
        standard = load("standard")
        moves = _moves(standard)
        kinds = list(moves)
        having = {kind: self.having(kind) for kind in kinds}
        levels, transitions, arrivals = [], [], []
        arriving = _arriving(moves, self.admissions)
        for kind in kinds:
            rank = standard.level(kind).rank
            weights = [each.places[kind] or 1 for each in having[kind]]
            total = sum(weights)
            for place, each in enumerate(having[kind]):
                name, limit = each.id_of(kind), each.places[kind]
                figure = None if limit is None else Figure(limit)
                levels.append(Level(id=name, title=name, rank=rank, places=figure))
                rate = arriving[kind] / 365.25 * weights[place] / total
                arrivals.append(
                    Arrivals(id=f"to-{name}", to=name, when=Rate.constant(rate))
                )
                for edge in moves[kind]:
                    to = edge.to
                    if to in having:  # here if it is offered, else at one of the next
                        there = having[to]
                        to = (each if to in each.places else there[place % len(there)]).id_of(to)
                    transitions.append(
                        Transition(
                            start=name, to=to, kind=edge.kind, share=edge.share, stay=edge.stay
                        )
                    )
        outcomes = [Outcome(id=end.id, title=end.title, returns=False) for end in standard.outcomes]
        return Pathway(
            id="national",
            title="Addiction treatment in the United States",
            sources=standard.sources,
            levels=levels,
            outcomes=outcomes,
            transitions=transitions,
            arrivals=arrivals,
        )


_CAPACITY: Final = "nssats_capacity.csv"


def _total(facilities: list[Facility]) -> dict[str, int]:
    total: defaultdict[str, int] = defaultdict(int)
    for each in facilities:
        for kind, places in each.places.items():
            total[kind] += places or 0
    return dict(total)


def _moves(standard: Pathway) -> dict[str, list[Transition]]:
    """Give the simulated transitions of `standard` between the levels that are here."""
    ranks = {lv.id: lv.rank for lv in standard.levels if lv.id not in ELSEWHERE}
    moves: dict[str, list[Transition]] = {kind: [] for kind in ranks}
    for edge in standard.transitions:
        to = ELSEWHERE.get(edge.to, edge.to)
        if edge.share is None or edge.stay is None or edge.start not in ranks or to == edge.start:
            continue
        kind = Kind.DISCHARGE
        if to in ranks:
            change = ranks[to] - ranks[edge.start]
            kind = Kind.STEP_UP if change > 0 else Kind.STEP_DOWN if change else Kind.TRANSFER
        moves[edge.start].append(
            Transition(
                start=edge.start,
                to=to,
                kind=kind,
                share=Figure(edge.share.value),
                stay=edge.stay,
            )
        )
    return {kind: _adding_up(edges) for kind, edges in moves.items()}


def _adding_up(edges: list[Transition]) -> list[Transition]:
    """Give the same transitions with shares that add up to 1 again."""
    total = sum(edge.share.value for edge in edges if edge.share)
    return [
        attrs.evolve(edge, share=Figure(edge.share.value / total)) for edge in edges if edge.share
    ]


def _arriving(
    moves: Mapping[str, list[Transition]], admissions: Mapping[str, int]
) -> dict[str, float]:
    """Give who comes from outside: the admissions without those who come from another level."""
    kinds = list(moves)
    coming = {kind: float(admissions[kind]) for kind in kinds}
    for kind in kinds:
        for edge in moves[kind]:
            if edge.to in coming and edge.share:
                coming[edge.to] -= admissions[kind] * edge.share.value
    return {kind: max(number, 0.0) for kind, number in coming.items()}
