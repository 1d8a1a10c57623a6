"""Random small scenarios, valid by construction.

How much there is of everything is drawn by hypothesis, and so shrinks; the rest follows from one
number, because drawing all of it one by one takes a hundred times as long as simulating it. Times
are short and many of them whole, so that events share instants; no circle of moves takes no time,
so that every run ends.
"""

from random import Random
from typing import TypeVar

import attrs
from hypothesis import strategies as st

from iopkit.model.assessment import (
    TIME_FACTS,
    Assessment,
    Choice,
    Fact,
    NumberFact,
    OrdinalFact,
    YesNo,
)
from iopkit.model.basis import Figure
from iopkit.model.criterion import (
    And,
    Compare,
    Completed,
    Constant,
    Criterion,
    IsKnown,
    IsTrue,
    Literal,
    Membership,
    Not,
    Or,
    Relation,
)
from iopkit.model.level import Level
from iopkit.model.outcome import COMMUNITY, Outcome
from iopkit.model.pathway import Pathway
from iopkit.model.rule import Floor, Rule
from iopkit.model.simulation.arrivals import PLACED, Answer, ArrivalStream, Dates, Rate, When
from iopkit.model.simulation.distribution import Distribution, DistributionFamily
from iopkit.model.simulation.scenario import Scenario
from iopkit.model.transition import Transition, TransitionKind

T = TypeVar("T")

FACTS = (
    Fact(id="stable", ask="Stable?", type=YesNo()),
    Fact(id="cravings", ask="Cravings?", type=NumberFact(low=0, high=10)),
    Fact(id="support", ask="Support at home?", type=OrdinalFact(("none", "weak", "strong"))),
    Fact(id="work", ask="What work?", type=Choice(("none", "school", "job"))),
    Fact(id="attendance", ask="Attendance?", type=NumberFact(unit="%")),
)
LEVELS = ("detox", "residential", "php", "iop", "outpatient")
OUTCOMES = (
    Outcome(id="done", title="Done", completes=True),
    Outcome(id="dropped", title="Dropped out"),
    Outcome(id="gone", title="Gone for good", returns=False),
    Outcome(id=COMMUNITY, title="Community"),
)
AMOUNTS: dict[DistributionFamily, list[tuple[str, ...]]] = {
    DistributionFamily.EXPONENTIAL: [("mean",), ("median",)],
    DistributionFamily.GAMMA: [("mean", "sd")],
    DistributionFamily.WEIBULL: [("mean", "sd"), ("scale", "form")],
    DistributionFamily.LOGNORMAL: [("median", "spread"), ("mean", "sd")],
}


@attrs.frozen
class Maker:
    """Makes the parts of a scenario.

    Parameters
    ----------
    chance
        Decides.
    levels
        The levels that there are, with their ranks.
    facts
        The facts that are asked.
    """

    chance: Random
    levels: dict[str, float]
    facts: tuple[Fact, ...]

    def one(self, *options: T) -> T:
        return self.chance.choice(options)

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def half(self, low: float, high: float) -> float:
        return self.chance.randint(int(low * 2), int(high * 2)) / 2

    def rising(self, low: float, high: float, size: int) -> list[float]:
        return sorted(
            half / 2 for half in self.chance.sample(range(int(low * 2), int(high * 2) + 1), size)
        )

    def shares(self, size: int) -> list[float]:
        """Return shares that add up to 1, some of them 0."""
        weights = [self.chance.randint(0, 4) for _ in range(size)]
        weights[self.chance.randrange(size)] += 1
        return [weight / sum(weights) for weight in weights]

    def bounded(self, low: float, high: float, *, may_mix: bool = True) -> Distribution:
        """Return a distribution of numbers from low to high."""
        match self.chance.randrange(5 if may_mix else 4):
            case 0:
                return Distribution.fixed(self.half(low, high))
            case 1:
                two = self.rising(low, high, 2)
                given = dict(zip(("low", "high"), two, strict=True))
                return Distribution(shape=DistributionFamily.UNIFORM, given=given)
            case 2:
                three = self.rising(low, high, 3)
                given = dict(zip(("low", "likely", "high"), three, strict=True))
                return Distribution(shape=DistributionFamily.TRIANGULAR, given=given)
            case 3:
                values = [(self.one(0.5, 1.0, 3.0), self.half(low, high)) for _ in range(3)]
                return Distribution(shape=DistributionFamily.EMPIRICAL, values=values)
            case _:
                return self.mixture([self.bounded(low, high, may_mix=False) for _ in range(3)])

    def unbounded(self, *, may_mix: bool = True) -> Distribution:
        """Return a distribution of positive numbers without a largest."""
        if may_mix and self.often(0.2):
            return self.mixture(
                [self.unbounded(may_mix=False), self.bounded(0.5, 9, may_mix=False)]
            )
        shape = self.chance.choice(list(AMOUNTS))
        names = self.chance.choice(AMOUNTS[shape])
        given = {name: self.one(0.25, 0.8, 1.0, 1.7, 6.0) for name in names}
        return Distribution(shape=shape, given=given)

    def mixture(self, parts: list[Distribution]) -> Distribution:
        return Distribution(
            shape=DistributionFamily.MIXTURE,
            parts=[(self.one(0.3, 1.0, 2.5), part) for part in parts],
        )

    def stay(self, *, least: float) -> Distribution:
        return self.bounded(least, 12) if self.often(0.5) else self.unbounded()

    def when(self) -> When:
        rates = [self.one(0.0, 0.3, 1.0, 2.5) for _ in range(7)]
        match self.chance.randrange(5):
            case 0:
                return Rate.constant(max(rates))
            case 1:
                return Rate.weekly(tuple(rates))
            case 2:
                days = [0.0, *self.rising(0.5, 20, 3)]
                period = self.one(None, days[-1] + self.one(0.5, 0.7, 3.3, 5.0))
                return Rate(steps=tuple(zip(days, rates, strict=False)), period=period)
            case 3:
                return Dates(sorted(self.half(0, 40) for _ in range(self.chance.randint(0, 20))))
            case _:
                return Dates((0.0,) * self.chance.randint(1, 10))

    def answer(self, fact: Fact) -> Answer:
        if isinstance(fact.type, NumberFact):
            high = fact.type.high
            amount = self.unbounded() if high is None else self.bounded(0, high)
            return Answer(fact=fact.id, amount=amount)
        options: tuple[bool | str, ...] = (
            (True, False) if isinstance(fact.type, YesNo) else fact.type.options
        )
        return Answer(
            fact=fact.id, weights=tuple(zip(options, self.shares(len(options)), strict=True))
        )

    def criterion(self, depth: int = 2) -> Criterion:
        if depth and self.often(0.6):
            parts = [self.criterion(depth - 1) for _ in range(self.chance.randint(2, 3))]
            joined: list[Criterion] = [And(parts), Or(parts), Not(parts[0])]
            return self.one(*joined)
        if self.often(0.25):
            completed = Completed(self.one(*self.levels))
            return Constant(self.often(0.5)) if self.often(0.3) else completed
        return self.about(self.one(*self.facts, *TIME_FACTS))

    def condition(self) -> Criterion | None:
        """Return the criterion of a move, or none."""
        return self.criterion() if self.often(0.4) else None

    def about(self, fact: Fact) -> Criterion:
        literals = [self._literal(fact) for _ in range(3)]
        has_order = isinstance(fact.type, NumberFact | OrdinalFact)
        signs = list(Relation) if has_order else [Relation.EQUAL, Relation.DIFFERENT]
        some: list[Criterion] = [Compare(fact.id, self.one(*signs), literals[0])]
        if isinstance(fact.type, YesNo):
            some.append(IsTrue(fact.id))
        elif self.often(0.5):
            some += [Membership(fact.id, literals), IsKnown(fact.id)]
        return self.one(*some)

    def _literal(self, fact: Fact) -> Literal:
        match fact.type:
            case YesNo():
                return Literal(self.often(0.5))
            case OrdinalFact(words) | Choice(words):
                return Literal(self.one(*words))
            case NumberFact(unit="days"):
                return self.one(Literal(self.half(0, 10)), Literal(1.0, "weeks"))
            case NumberFact():
                return Literal(self.half(0, 10))

    def level(self, name: str) -> Level:
        places = self.one(None, Figure(float(self.chance.randint(0, 6))))
        rules = [
            Rule(criterion=self.criterion(), prefer=self.often(0.5))
            for _ in range(self.chance.randint(0, 2))
        ]
        return Level(id=name, title=name, rank=self.levels[name], places=places, admit=rules)

    def ends(self, start: str) -> list[str]:
        """Return where a client can go from a level."""
        levels = [name for name in self.levels if name != start]
        return [*levels, *(outcome.id for outcome in OUTCOMES)]

    def leaving(self, start: str) -> list[Transition]:
        ends = self.ends(start)
        targets = [self.one(*ends) for _ in range(self.chance.randint(1, 5))]
        pairs = zip(targets, self.shares(len(targets)), strict=True)
        return [self._move(start, to, share) for to, share in pairs]

    def returning(self, outcome: str) -> list[Transition]:
        targets = [self.one(*self.levels) for _ in range(self.chance.randint(0, 3))]
        pairs = zip(targets, self.shares(len(targets) + 1), strict=False)
        return [self._move(outcome, to, share) for to, share in pairs]

    def _move(self, start: str, to: str, share: float) -> Transition:
        return Transition(
            start=start,
            to=to,
            kind=self._kind(start, to),
            when=self.condition(),
            share=Figure(share),
            stay=self.stay(least=0.5 if to in self.levels else 0.0),
        )

    def _kind(self, start: str, to: str) -> TransitionKind:
        if start not in self.levels:
            return TransitionKind.RETURN
        if to not in self.levels:
            return TransitionKind.DISCHARGE
        if self.levels[to] == self.levels[start] or self.often(0.2):
            return TransitionKind.TRANSFER
        return (
            TransitionKind.STEP_DOWN
            if self.levels[to] < self.levels[start]
            else TransitionKind.STEP_UP
        )

    def pathway(self) -> Pathway:
        edges = [edge for name in self.levels for edge in self.leaving(name)]
        for outcome in ("done", "dropped", COMMUNITY):
            edges += self.returning(outcome)
        self.chance.shuffle(edges)
        floors = [
            Floor(level=self.one(*self.levels), criterion=self.criterion())
            for _ in range(self.chance.randint(0, 2))
        ]
        return Pathway(
            id="p",
            title="P",
            assessment=Assessment(self.facts),
            levels=[self.level(name) for name in self.levels],
            outcomes=OUTCOMES,
            floors=floors,
            transitions=edges,
        )

    def stream(self, name: str) -> ArrivalStream:
        answers = [self.answer(fact) for fact in self.chance.sample(self.facts, len(self.facts))]
        to = self.one(PLACED, PLACED, *self.levels)
        return ArrivalStream(id=name, to=to, when=self.when(), answers=answers)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Scenarios whose clients have facts, or none."""
    levels = LEVELS[: draw(st.integers(1, 5))]
    facts = draw(st.sampled_from([(), FACTS[:2], FACTS[1:], FACTS]))
    streams = draw(st.integers(1, 3))
    chance = Random(draw(st.integers(0, 2**32)))
    ranks = {name: float(chance.randint(0, 3)) for name in levels}
    maker = Maker(chance, ranks, facts)
    return Scenario(
        pathway=maker.pathway(),
        days=draw(st.sampled_from([7.0, 20.0, 40.5])),
        seed=draw(st.sampled_from([0, 2**63, 2**64 - 1]) | st.integers(0, 2**64 - 1)),
        arrivals=tuple(maker.stream(name) for name in ("walk-in", "court", "er")[:streams]),
        places={name: maker.one(None, 0, 1, 5) for name in levels if maker.often(0.2)},
    )
