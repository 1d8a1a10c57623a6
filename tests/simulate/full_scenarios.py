"""Random small scenarios that use everything there is, each feature alone and with others.

As in `simulate.scenarios`, of which these are an extension: valid by construction, short, many
whole times. Places are scarce, so that clients wait, block one another and give up.
"""

import datetime as dt
from enum import StrEnum
from random import Random

import attrs
from hypothesis import strategies as st
from simulate.scenarios import FACTS, LEVELS, OUTCOMES, Maker

from iopkit.model.assessment import WAITING, Choice, Fact, NumberFact, OrdinalFact, Value, YesNo
from iopkit.model.basis import Figure
from iopkit.model.criterion import Criterion
from iopkit.model.level import Level
from iopkit.model.rule import Rule
from iopkit.model.simulation.arrivals import PLACED, Answer, ArrivalStream, Dates, Rate, When
from iopkit.model.simulation.capacity_schedule import CapacitySchedule, Displaces
from iopkit.model.simulation.census import Census, CurrentClient
from iopkit.model.simulation.client_sample import ClientSample
from iopkit.model.simulation.cohort_start import CohortStart
from iopkit.model.simulation.distribution import Distribution
from iopkit.model.simulation.fact_change import FactChange
from iopkit.model.simulation.queue import QueueDiscipline
from iopkit.model.simulation.scenario import Scenario
from iopkit.model.transition import Transition

SCORE = Fact(id="score", ask="Score?", type=NumberFact(low=-2, high=10, whole=True))


class Feature(StrEnum):
    """What a scenario can use."""

    RULES = "queue rules"
    PATIENCE = "patience"
    HOLD = "holding"
    GROUPS = "groups"
    ADMISSION_DAYS = "admission days"
    CALENDAR = "calendar"
    DISPLACES = "displacement"
    PROGRESS = "progress"
    AT_REVIEW = "transitions at review"
    PEOPLE = "people"
    IN_ORDER = "people in order"
    CENSUS = "census"
    STARTS = "a first date"


WAYS_OUT = frozenset({Feature.PATIENCE, Feature.CALENDAR, Feature.DISPLACES})
"""What ends the waits of clients who wait for one another."""


@attrs.frozen
class FullMaker(Maker):
    """Makes the parts of a scenario with some features.

    Parameters
    ----------
    features
        What it uses.
    has_facts
        Whether its clients have facts; those that are asked are then all known.
    """

    features: frozenset[Feature]
    has_facts: bool

    def uses(self, feature: Feature, share: float = 0.6) -> bool:
        """Whether to use a feature here."""
        return feature in self.features and self.often(share)

    def places_at(self) -> int | None:
        return self.one(None, 0, 1, 1, 1, 2, 2, 4)

    def stay(self, *, least: float) -> Distribution:
        """Return a stay, often of whole days, so that much happens at once."""
        if self.often(0.35):
            return Distribution.fixed(float(self.chance.randint(1, 5)))
        return super().stay(least=least)

    def elsewhere(self, level: str) -> str:
        """Return another level or an outcome."""
        return self.one(
            *(name for name in self.levels if name != level), *(one.id for one in OUTCOMES)
        )

    def level(self, name: str) -> Level:
        places = self.places_at()
        has_review = Feature.AT_REVIEW in self.features or self.uses(Feature.PROGRESS, 0.8)
        return attrs.evolve(
            super().level(name),
            places=None if places is None else Figure(float(places)),
            queue=self.queue(name),
            intake=self.intake(),
            calendar=self.calendar(name),
            review=Figure(self.one(1.0, 2.0, 2.5, 3.3, 7.0)) if has_review else None,
            progress=self.progress() if has_review and Feature.PROGRESS in self.features else (),
        )

    def queue(self, level: str) -> QueueDiscipline | None:
        maker = attrs.evolve(self, facts=(*self.facts, WAITING, WAITING))
        first = [
            Rule(criterion=maker.criterion(self.one(0, 1, 2)))
            for _ in range(self.chance.randint(1, 3))
            if self.uses(Feature.RULES, 0.8)
        ]
        if not self.uses(Feature.PATIENCE):
            return QueueDiscipline(first=first) if first else None
        to = self.elsewhere(level)
        least = 0.5 if to in self.levels else 0.0
        patience = self.bounded(least, 9) if self.often(0.7) else self.unbounded()
        return QueueDiscipline(first=first, patience=patience, gives_up=to)

    def intake(self) -> CohortStart | None:
        size = self.chance.randint(1, 3) if self.uses(Feature.GROUPS) else None
        if not self.uses(Feature.ADMISSION_DAYS):
            return None if size is None else CohortStart(size=size)
        every = self.one(0.5, 1.0, 2.0, 2.5, 3.3, 7.0)
        return CohortStart(size=size, every=every, first_day=self.half(0, 5))

    def calendar(self, level: str) -> CapacitySchedule | None:
        displaces = self.uses(Feature.DISPLACES, 0.8)
        if not (displaces or self.uses(Feature.CALENDAR, 0.8)):
            return None
        days = self.rising(0, 10, self.chance.randint(1, 4))
        if self.often(0.3):
            days[0] = 0.0
        return CapacitySchedule(
            steps=[(day, self.places_at()) for day in sorted(set(days))],
            period=self.one(None, days[-1] + self.one(0.5, 1.3, 3.0), *self.week(days[-1])),
            displaces=self.one(*Displaces) if displaces else None,
            displaced_to=self.elsewhere(level) if displaces else "",
        )

    def week(self, last: float) -> list[float]:
        """Return the length of a week, where there can be one and it matters."""
        return 3 * [7.0] if last < 7 and Feature.STARTS in self.features else []

    def progress(self) -> list[FactChange]:
        facts = self.chance.sample(self.facts, self.chance.randint(0, min(3, len(self.facts))))
        return [self.change(fact) for fact in facts]

    def change(self, fact: Fact) -> FactChange:
        is_scale = isinstance(fact.type, OrdinalFact)
        if isinstance(fact.type, NumberFact) or (is_scale and self.often(0.5)):
            return FactChange(fact=fact.id, by=self.step())
        options: tuple[bool | str, ...] = (
            (True, False) if isinstance(fact.type, YesNo) else fact.type.options
        )
        shares = self.shares(len(options) + 1)
        some = [pair for pair in zip(options, shares, strict=False) if self.often(0.8)]
        return FactChange(fact=fact.id, becomes=some or [(options[0], shares[0])])

    def step(self) -> Distribution:
        return self.bounded(-3, 3) if self.often(0.8) else self.unbounded()

    def ends(self, start: str) -> list[str]:
        """Return where a client can go from a level: where clients block others, mostly on."""
        levels = [name for name in self.levels if name != start]
        return super().ends(start) + 4 * levels * (Feature.HOLD in self.features)

    def leaving(self, start: str) -> list[Transition]:
        at_review = [
            attrs.evolve(move, share=None, stay=None, at_review=True)
            for move in super().leaving(start)
            if self.uses(Feature.AT_REVIEW, 0.4)
        ]
        planned = super().leaving(start)
        moves = [self.held(move) for move in (*at_review, *planned)]
        self.chance.shuffle(moves)
        return moves

    def held(self, move: Transition) -> Transition:
        hold = move.to in self.levels and self.uses(Feature.HOLD, 0.7)
        return attrs.evolve(move, hold=hold)

    def when(self) -> When:
        if self.often(0.5):
            return self.dates()
        if self.uses(Feature.STARTS, 0.5):
            rates = [self.one(0.0, 0.3, 1.0, 2.0) for _ in range(7)]
            days = [0.0, *self.rising(0.5, 6.5, 3)]
            return self.one(
                Rate.weekly(tuple(rates)),
                Rate(steps=tuple(zip(days, rates, strict=False)), period=7.0),
            )
        return super().when()

    def dates(self) -> Dates:
        if self.often(0.3):
            return Dates((0.0,) * self.chance.randint(1, 8))
        return Dates(sorted(self.half(0, 12) for _ in range(self.chance.randint(1, 20))))

    def answer(self, fact: Fact) -> Answer:
        if isinstance(fact.type, NumberFact) and fact.type.high is not None and self.often(0.3):
            return Answer(fact=fact.id, amount=self.bounded(0, fact.type.high + 4))
        return super().answer(fact)

    def value(self, fact: Fact) -> Value:
        """Return an answer."""
        match fact.type:
            case YesNo():
                return self.often(0.5)
            case OrdinalFact(words) | Choice(words):
                return self.one(*words)
            case NumberFact(low=low, high=high, whole=whole):
                half = self.half(low or 0.0, high or 10.0)
                return float(int(half)) if whole else half

    def condition(self) -> Criterion | None:
        """Return the criterion of a move: where facts progress, mostly about one of these."""
        if self.facts and self.uses(Feature.PROGRESS, 0.7):
            return self.about(self.one(*self.facts))
        return super().condition()

    def people(self, facts: tuple[Fact, ...], size: int) -> ClientSample:
        rows = tuple(tuple(self.value(fact) for fact in facts) for _ in range(size))
        return ClientSample(facts=tuple(fact.id for fact in facts), rows=rows)

    def stream(self, name: str) -> ArrivalStream:
        to = self.one(*self.levels, *([PLACED] if self.has_facts else ()))
        stream = ArrivalStream(id=name, to=to, when=self.when())
        if not self.has_facts:
            return stream
        known = self.chance.sample(self.facts, len(self.facts))
        people, in_order = None, False
        if known and self.uses(Feature.IN_ORDER, 0.8):
            dates, in_order = self.dates(), True
            stream = attrs.evolve(stream, when=dates)
            split = self.chance.randint(1, len(known))
            people, known = self.people(tuple(known[:split]), len(dates.days)), known[split:]
        elif known and self.uses(Feature.PEOPLE, 0.8):
            split = self.chance.randint(1, len(known))
            people = self.people(tuple(known[:split]), self.chance.randint(1, 5))
            known = known[split:]
        answers = [self.answer(fact) for fact in known]
        return attrs.evolve(stream, answers=answers, people=people, in_order=in_order)

    def census(self) -> Census | None:
        if Feature.CENSUS not in self.features:
            return None
        return Census([self.present() for _ in range(self.chance.randint(1, 8))])

    def present(self) -> CurrentClient:
        days = self.half(0, self.one(2, 6, 20))
        is_waiting = self.often(0.4)
        care = self.one(None, days + self.half(0, 9), self.half(0, 9) if is_waiting else None)
        return CurrentClient(
            level=self.one(*self.levels),
            is_waiting=is_waiting,
            days=days,
            days_in_care=care,
            completed=[name for name in self.levels if self.often(0.2)],
            facts={fact.id: self.value(fact) for fact in self.facts} if self.has_facts else {},
        )

    def first_date(self) -> dt.date | None:
        if Feature.STARTS not in self.features:
            return None
        return dt.date(2026, 3, self.chance.randint(1, 14))


def features() -> st.SearchStrategy[frozenset[Feature]]:
    """Return features alone, in small and in large combinations.

    Clients who hold places are often without what would help them out, or nothing would ever
    stand still.
    """
    one = st.sampled_from(Feature)
    lasting = [each for each in Feature if each not in WAYS_OUT]
    stuck = st.frozensets(st.sampled_from(lasting)).map(lambda some: some | {Feature.HOLD})
    return st.frozensets(one, min_size=1, max_size=2) | st.frozensets(one, min_size=3) | stuck


@st.composite
def full_scenarios(
    draw: st.DrawFn, some: st.SearchStrategy[frozenset[Feature]] | None = None
) -> Scenario:
    """Scenarios with some features; with everything there is, unless they are given."""
    used = draw(features() if some is None else some)
    levels = LEVELS[: draw(st.sampled_from([2, 1, 3, 4]))]
    facts = draw(st.sampled_from([FACTS[1:], (*FACTS[:2], SCORE), (*FACTS, SCORE), ()]))
    has_facts = draw(st.sampled_from([True, True, False]))
    streams = draw(st.integers(1, 3))
    chance = Random(draw(st.integers(0, 2**32)))
    ranks = {name: float(chance.randint(0, 3)) for name in levels}
    maker = FullMaker(chance, ranks, facts, used, has_facts)
    pathway = maker.pathway()
    return Scenario(
        pathway=pathway,
        days=draw(st.sampled_from([6.0, 13.0, 20.5])),
        seed=draw(st.sampled_from([0, 2**64 - 1]) | st.integers(0, 2**64 - 1)),
        arrivals=tuple(maker.stream(name) for name in ("walk-in", "court", "er")[:streams]),
        places={name: maker.one(None, 0, 1, 5) for name in levels if maker.often(0.1)},
        census=maker.census(),
        starts=maker.first_date(),
    )
