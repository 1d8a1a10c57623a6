"""Random values that make sense together.

``assessments()`` comes first; ``criteria(assessment)`` and ``clients(assessment)`` suit it.
"""

from collections.abc import Collection

import attrs
from hypothesis import strategies as st

from iopkit.model.assessment import (
    TIME_FACTS,
    WAITING,
    Assessment,
    Choice,
    Fact,
    FactType,
    NumberFact,
    OrdinalFact,
    Value,
    YesNo,
)
from iopkit.model.basis import Basis, Figure, Source
from iopkit.model.client import Client, Stay
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
from iopkit.model.level import CareSetting, ExternalCode, Level, Supervision
from iopkit.model.outcome import Outcome
from iopkit.model.pathway import Pathway
from iopkit.model.program import Goal, Length, Program, SpecialtyGroup
from iopkit.model.range import Range
from iopkit.model.review import ProgressReview
from iopkit.model.rule import About, Floor, Rule, RuleSet, Standing
from iopkit.model.schedule.staff import Staff
from iopkit.model.schedule.track import Track
from iopkit.model.schedule.week import Room, Week
from iopkit.model.schedule.weekday import Hours, Weekday
from iopkit.model.service import Format, Mode, Need, Service, Therapy
from iopkit.model.simulation.arrivals import Answer, ArrivalStream, Dates, Rate, Referral
from iopkit.model.simulation.capacity_schedule import CapacitySchedule, Displaces
from iopkit.model.simulation.client_sample import ClientSample
from iopkit.model.simulation.cohort_start import CohortStart
from iopkit.model.simulation.cost import Cost, Per
from iopkit.model.simulation.distribution import WAYS, Distribution, DistributionFamily
from iopkit.model.simulation.fact_change import FactChange
from iopkit.model.simulation.queue import QueueDiscipline
from iopkit.model.support import Strength, Support
from iopkit.model.transition import Transition, TransitionKind

LEVELS = ("detox", "residential", "iop", "outpatient")
"""Ids of levels, the most intensive first."""

NAMES = ("stable", "cravings", "home_support", "gender", "attendance", "self-harm.risk", "known")
WORDS = ("weak", "strong", "other", "very strong", "it's", 'say "no"', "not", "", "2")
UNITS = ("", "%", "days", "hours", "weeks")
EQUALITIES = (Relation.EQUAL, Relation.DIFFERENT)


def fact_types() -> st.SearchStrategy[FactType]:
    options = st.lists(st.sampled_from(WORDS), min_size=2, max_size=4, unique=True).map(tuple)
    bounds = st.sampled_from([(None, None), (0.0, None), (0.0, 10.0), (-5.0, 5.0), (None, 3.0)])
    return st.one_of(
        st.just(YesNo()),
        st.builds(OrdinalFact, options),
        st.builds(Choice, options),
        st.builds(
            lambda bound, unit, whole: NumberFact(
                low=bound[0], high=bound[1], unit=unit, whole=whole
            ),
            bounds,
            st.sampled_from(UNITS),
            st.booleans(),
        ),
    )


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    facts = [Fact(id=name, ask=f"{name}?", type=draw(fact_types())) for name in names]
    return Assessment(facts)


def amounts(number: NumberFact) -> st.SearchStrategy[float]:
    """Numbers that can be answered, few enough that answers and literals meet."""
    low = number.low if number.low is not None else -5.0
    high = number.high if number.high is not None else 10.0
    return st.integers(int(low * 2), int(high * 2)).map(lambda half: half / 2)


def answers(fact: Fact) -> st.SearchStrategy[Value]:
    match fact.type:
        case YesNo():
            return st.booleans()
        case NumberFact() as number:
            return amounts(number).map(float if not number.whole else lambda x: float(round(x)))
        case OrdinalFact(options) | Choice(options):
            return st.sampled_from(options)


def literals(fact: Fact) -> st.SearchStrategy[Literal]:
    match fact.type:
        case NumberFact(unit="days", low=0, high=None):
            weeks = st.builds(Literal, st.integers(0, 2).map(float), st.just("weeks"))
            hours = st.builds(Literal, st.sampled_from([12.0, 36.0]), st.just("hours"))
            days = st.builds(Literal, amounts(fact.type), st.sampled_from(["", "days", "day"]))
            return st.one_of(days, weeks, hours)
        case NumberFact(unit=unit) as number:
            return st.builds(Literal, amounts(number), st.sampled_from(["", unit]))
        case _:
            return answers(fact).map(Literal)


def leaves(fact: Fact, *, asks_if_known: bool) -> st.SearchStrategy[Criterion]:
    ordered = isinstance(fact.type, NumberFact | OrdinalFact)
    comparisons = st.sampled_from(list(Relation) if ordered else EQUALITIES)
    some: list[st.SearchStrategy[Criterion]] = [
        st.builds(Compare, st.just(fact.id), comparisons, literals(fact)),
        st.builds(Membership, st.just(fact.id), st.lists(literals(fact), min_size=1, max_size=3)),
    ]
    if isinstance(fact.type, YesNo):
        some.append(st.just(IsTrue(fact.id)))
    if asks_if_known:
        some.append(st.just(IsKnown(fact.id)))
    return st.one_of(some)


def criteria(
    assessment: Assessment,
    levels: Collection[str] = LEVELS,
    *,
    asks_if_known: bool = True,
    waiting: bool = False,
) -> st.SearchStrategy[Criterion]:
    """Criteria that make sense for an assessment.

    ``asks_if_known`` allows ``FACT is known``, the one condition that an answer can turn round.
    ``waiting`` allows what only those who wait are asked.
    """
    facts = (*assessment.facts, *TIME_FACTS, *([WAITING] if waiting else []))
    leaf: st.SearchStrategy[Criterion] = st.one_of(
        st.sampled_from(facts).flatmap(lambda fact: leaves(fact, asks_if_known=asks_if_known)),
        st.sampled_from(sorted(levels)).map(Completed),
        st.booleans().map(Constant),
    )
    return st.recursive(leaf, _joined, max_leaves=8)


def _joined(parts: st.SearchStrategy[Criterion]) -> st.SearchStrategy[Criterion]:
    several = st.lists(parts, min_size=2, max_size=3)
    return st.one_of(st.builds(Not, parts), st.builds(And, several), st.builds(Or, several))


def stays(levels: Collection[str] = LEVELS) -> st.SearchStrategy[Stay]:
    completed = st.none() | st.booleans()
    return st.builds(Stay, level=st.sampled_from(sorted(levels)), completed=completed)


def half_days(least: float = 0, most: float = 10) -> st.SearchStrategy[float]:
    """Times, few enough that they meet those written in criteria. [days]"""
    return st.integers(int(least * 2), int(most * 2)).map(lambda half: half / 2)


@st.composite
def clients(draw: st.DrawFn, assessment: Assessment, levels: Collection[str] = LEVELS) -> Client:
    """Clients of whom some things are recorded."""
    days_in_level = draw(st.none() | half_days())
    return Client(
        facts={fact.id: draw(answers(fact)) for fact in assessment.facts if draw(st.booleans())},
        history=draw(st.none() | st.lists(stays(levels), max_size=2).map(tuple)),
        days_in_level=days_in_level,
        days_in_care=draw(st.none() | half_days(least=days_in_level or 0)),
    )


@st.composite
def completions(
    draw: st.DrawFn, client: Client, assessment: Assessment, levels: Collection[str] = LEVELS
) -> Client:
    """The same client with everything recorded."""
    history = client.history
    if history is None:
        history = draw(st.lists(stays(levels), max_size=2).map(tuple))
    missing = [fact for fact in assessment.facts if fact.id not in client.facts]
    level_days, care_days = client.days_in_level, client.days_in_care
    if level_days is None:
        level_days = draw(half_days(most=10 if care_days is None else care_days))
    if care_days is None:  # whoever is at a level is in care
        care_days = draw(half_days(least=level_days))
    return Client(
        facts={**client.facts, **{fact.id: draw(answers(fact)) for fact in missing}},
        history=tuple(
            Stay(
                level=stay.level,
                completed=draw(st.booleans()) if stay.completed is None else stay.completed,
            )
            for stay in history
        ),
        days_in_level=level_days,
        days_in_care=care_days,
    )


TEXTS = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"], include_characters="\n\t"),
    min_size=1,
    max_size=12,
).filter(str.strip)
"""Texts as people write them, and worse."""

QUANTITIES = st.one_of(
    st.sampled_from([1.0, 7.0, 14.0, 28.0, 42.0, 90.0, 1 / 24]),
    st.floats(0.01, 1000, allow_subnormal=False),
)


def bases(sources: Collection[str]) -> st.SearchStrategy[Basis]:
    assumed = st.builds(lambda why: Basis(assumption=why), TEXTS)
    if not sources:
        return assumed
    locators = st.just("") | TEXTS.map(str.strip)
    cited = st.builds(
        lambda name, place: Basis(source=name, locator=place),
        st.sampled_from(sorted(sources)),
        locators,
    )
    return assumed | cited


def ranges() -> st.SearchStrategy[Range]:
    bound = st.none() | QUANTITIES
    return st.tuples(bound, bound).map(
        lambda pair: Range(*(sorted(pair) if None not in pair else pair))  # type: ignore[type-var]
    )


def distributions(basis: st.SearchStrategy[Basis | None]) -> st.SearchStrategy[Distribution]:
    def given(shape: DistributionFamily, names: tuple[str, ...]) -> st.SearchStrategy[Distribution]:
        rising = st.lists(QUANTITIES, min_size=len(names), max_size=len(names), unique=True)
        return st.builds(
            lambda values, own: Distribution(
                shape=shape, given=dict(zip(names, sorted(values), strict=True)), basis=own
            ),
            rising,
            basis,
        )

    simple = st.one_of([given(shape, way) for shape, ways in WAYS.items() for way in ways if way])
    pairs = st.lists(st.tuples(QUANTITIES, QUANTITIES), min_size=1, max_size=3)
    empirical = st.builds(
        lambda values, own: Distribution(
            shape=DistributionFamily.EMPIRICAL, values=values, basis=own
        ),
        pairs | pairs.map(lambda some: [(1.0, value) for _, value in some]),
        basis,
    )
    parts = st.lists(st.tuples(QUANTITIES, simple | empirical), min_size=1, max_size=2)
    mixture = st.builds(
        lambda some, own: Distribution(shape=DistributionFamily.MIXTURE, parts=some, basis=own),
        parts,
        basis,
    )
    return st.one_of(simple, empirical, mixture)


def signed(basis: st.SearchStrategy[Basis | None]) -> st.SearchStrategy[Distribution]:
    """Distributions that may be below zero."""
    amounts = st.one_of(QUANTITIES, QUANTITIES.map(lambda x: -x), st.just(0.0))

    def given(shape: DistributionFamily, names: tuple[str, ...]) -> st.SearchStrategy[Distribution]:
        rising = st.lists(amounts, min_size=len(names), max_size=len(names), unique=True)
        return st.builds(
            lambda values, own: Distribution(
                shape=shape, given=dict(zip(names, sorted(values), strict=True)), basis=own
            ),
            rising,
            basis,
        )

    shapes = (DistributionFamily.FIXED, DistributionFamily.UNIFORM, DistributionFamily.TRIANGULAR)
    simple = st.one_of([given(shape, WAYS[shape][0]) for shape in shapes])
    empirical = st.builds(
        lambda values, own: Distribution(
            shape=DistributionFamily.EMPIRICAL, values=values, basis=own
        ),
        st.lists(st.tuples(QUANTITIES, amounts), min_size=1, max_size=3),
        basis,
    )
    return simple | empirical | distributions(basis)


def queues(
    assessment: Assessment, ids: Collection[str], own: st.SearchStrategy[Basis | None]
) -> st.SearchStrategy[QueueDiscipline]:
    rule = st.builds(
        Rule,
        criterion=criteria(assessment, ids, waiting=True),
        title=st.just("") | TEXTS,
        basis=own,
    )
    rules = st.lists(rule, max_size=2)
    patient = st.builds(
        QueueDiscipline,
        first=rules,
        patience=distributions(own),
        gives_up=st.just("community"),
        basis=own,
    )
    return st.builds(QueueDiscipline, first=rules, basis=own) | patient


def intakes(own: st.SearchStrategy[Basis | None]) -> st.SearchStrategy[CohortStart]:
    size = st.integers(1, 12)
    days = st.just(0.0) | QUANTITIES
    grouped = st.builds(CohortStart, size=size, basis=own)
    return grouped | st.builds(
        CohortStart, size=st.none() | size, every=QUANTITIES, first_day=days, basis=own
    )


@st.composite
def calendars(draw: st.DrawFn, own: st.SearchStrategy[Basis | None]) -> CapacitySchedule:
    """Calendars with and without a period, and with and without somebody displaced."""
    days = sorted(draw(st.lists(st.just(0.0) | QUANTITIES, min_size=1, max_size=3, unique=True)))
    displaces = draw(st.none() | st.sampled_from(Displaces))
    return CapacitySchedule(
        steps=[(day, draw(st.none() | st.integers(0, 99))) for day in days],
        period=draw(st.none() | st.just(days[-1] + 7)),
        displaces=displaces,
        displaced_to="community" if displaces else "",
        basis=draw(own),
    )


def changes(fact: Fact, own: st.SearchStrategy[Basis | None]) -> st.SearchStrategy[FactChange]:
    """How the answers to a question change at reviews."""
    by = st.builds(lambda d, b: FactChange(fact=fact.id, by=d, basis=b), signed(own), own)
    if isinstance(fact.type, NumberFact):
        return by
    some = st.lists(answers(fact), min_size=1, unique=True)
    becomes = st.builds(
        lambda some, b: FactChange(
            fact=fact.id, becomes=[(answer, 0.9 / len(some)) for answer in some], basis=b
        ),
        some,
        own,
    )
    return by | becomes if isinstance(fact.type, OrdinalFact) else becomes


@st.composite
def people(draw: st.DrawFn, facts: Collection[Fact], size: int) -> ClientSample:
    """Tables of people who answer some questions."""
    return ClientSample(
        facts=[fact.id for fact in facts],
        rows=tuple(tuple(draw(answers(fact)) for fact in facts) for _ in range(size)),
    )


@st.composite
def services(
    draw: st.DrawFn, groups: Collection[str], assessment: Assessment, ids: Collection[str]
) -> Service:
    return Service(
        therapy=draw(st.sampled_from(["group", "family", "case-management", "dbt"])),
        title=draw(st.just("") | TEXTS),
        format=draw(st.sampled_from(Format)),
        sessions=draw(ranges()),
        minutes=draw(ranges()),
        need=draw(st.sampled_from(Need)),
        size=draw(st.none() | st.integers(1, 20)),
        led_by=draw(st.lists(TEXTS, max_size=2)),
        group=draw(st.sampled_from(["", *groups])),
        audience=draw(st.none() | criteria(assessment, ids)),
        mode=draw(st.none() | st.sampled_from(Mode)),
        produces=draw(st.lists(TEXTS, max_size=2)),
        varies_with=draw(some_facts(assessment)),
        may_change=draw(st.lists(TEXTS, max_size=2)),
        basis=draw(st.none() | bases(())),
    )


def some_facts(assessment: Assessment) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(sorted(assessment.names)), unique=True, max_size=2)


@st.composite
def tracks(draw: st.DrawFn, name: str) -> Track:
    """Tracks of which days, times and mode may each be unknown."""
    days = draw(st.sets(st.sampled_from(Weekday)))
    start, end = draw(st.sampled_from([(None, None), (1050, 1230), (540, 720), (0, 1440)]))
    return Track(
        id=name,
        days=sorted(days, key=list(Weekday).index),
        start=start,
        end=end,
        mode=draw(st.none() | st.sampled_from(Mode)),
        clients=draw(st.none() | st.integers(1, 40)),
        busy=draw(st.lists(hours().filter(lambda each: each.start == 480), max_size=2)),
        a_day=draw(st.none() | st.just(1440)),
    )


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    """Stretches of some days; those from 08:00 leave something of every time of a track."""
    days = draw(st.sets(st.sampled_from(Weekday), min_size=1))
    start, end = draw(st.sampled_from([(480, 600), (600, 1440), (0, 1439)]))
    return Hours(days=sorted(days, key=list(Weekday).index), start=start, end=end)


@st.composite
def weeks(draw: st.DrawFn, own: st.SearchStrategy[Basis | None]) -> Week:
    """Weeks in which rooms, staff, hours and zone may each be unknown."""
    some = st.lists(hours(), max_size=2)
    rooms = [
        Room(
            id=name,
            title=draw(TEXTS),
            size=draw(st.none() | st.integers(1, 40)),
            count=draw(st.integers(1, 3)),
            open=draw(some),
            basis=draw(own),
        )
        for name in draw(st.sampled_from([(), ("large",), ("large", "small")]))
    ]
    staff = [
        Staff(
            id=name,
            title=draw(TEXTS),
            leads=draw(st.just([name]) | st.lists(TEXTS, min_size=1, max_size=2)),
            count=draw(st.integers(1, 3)),
            hours=draw(st.none() | st.sampled_from([12.5, 40.0, 168.0])),
            at=draw(some),
            a_day=draw(st.none() | st.integers(1, 1440)),
            basis=draw(own),
        )
        for name in draw(st.sampled_from([(), ("counselor",), ("counselor", "nurse")]))
    ]
    return Week(
        zone=draw(st.sampled_from(["", "America/Denver", "Europe/Berlin"])),
        open=draw(some),
        closed=draw(st.lists(st.dates(), max_size=2)),
        step=draw(st.sampled_from([1, 15, 60])),
        pause=draw(st.sampled_from([0, 10])),
        full_time=draw(st.sampled_from([36.5, 40.0])),
        rooms=rooms,
        staff=staff,
        basis=draw(own),
    )


def goals(own: st.SearchStrategy[Basis | None]) -> st.SearchStrategy[Goal]:
    return st.builds(Goal, goal=TEXTS, basis=own)


def lengths(
    assessment: Assessment, ids: Collection[str], own: st.SearchStrategy[Basis | None]
) -> st.SearchStrategy[Length]:
    known = ranges().filter(lambda length: length.is_known)
    return st.builds(Length, when=criteria(assessment, ids), length=known, basis=own)


def reviews(own: st.SearchStrategy[Basis | None]) -> st.SearchStrategy[ProgressReview]:
    by = st.lists(TEXTS, max_size=2)
    at_intervals = st.builds(ProgressReview, days=st.none() | QUANTITIES, by=by, basis=own)
    return at_intervals | st.builds(
        ProgressReview, each_session=st.just(value=True), by=by, basis=own
    )


@st.composite
def programs(
    draw: st.DrawFn,
    name: str,
    groups: Collection[str],
    assessment: Assessment,
    ids: Collection[str],
) -> Program:
    own = st.none() | bases(())
    listed: list[Service] = draw(st.lists(services(groups, assessment, ids), max_size=2))
    if draw(st.booleans()) and listed:
        other = draw(services(groups, assessment, ids))
        listed.append(attrs.evolve(other, instead_of=listed[0].therapy))
    return Program(
        id=name,
        title=draw(TEXTS),
        goals=draw(st.lists(goals(own), max_size=2)),
        length=draw(ranges()),
        lengths=draw(st.lists(lengths(assessment, ids, own), max_size=2)),
        days=draw(ranges()),
        hours=Range() if listed else draw(ranges()),
        services=listed,
        tracks=[draw(tracks(name)) for name in draw(st.sampled_from([(), ("late",), ("a", "b")]))],
        review=draw(st.none() | reviews(own)),
        taper=draw(st.just("") | TEXTS),
        varies_with=draw(some_facts(assessment)),
        basis=draw(own),
    )


@st.composite
def levels(
    draw: st.DrawFn,
    assessment: Assessment,
    ids: Collection[str],
    programs: Collection[str],
    sources: Collection[str],
) -> Level:
    own = st.none() | bases(sources)
    rule = st.builds(
        Rule,
        criterion=criteria(assessment, ids),
        prefer=st.booleans(),
        title=st.just("") | TEXTS,
        basis=own,
    )
    cost = st.builds(
        Cost,
        amount=st.builds(lambda value, basis: Figure(value, basis=basis), QUANTITIES, own),
        per=st.sampled_from(Per),
        currency=st.just("USD"),
        year=st.integers(1990, 2030),
        perspective=st.sampled_from(["program", "payer"]),
    )
    code = st.builds(ExternalCode, system=TEXTS, edition=st.just("") | TEXTS, code=TEXTS)
    places = st.builds(lambda n, basis: Figure(n, basis=basis), st.integers(0, 99), own)
    review = draw(st.none() | st.builds(lambda n, basis: Figure(n, basis=basis), QUANTITIES, own))
    moved = [fact for fact in assessment.facts if review is not None and draw(st.booleans())]
    return Level(
        id="any",
        title=draw(TEXTS),
        rank=draw(st.integers(0, 5)),
        setting=draw(st.none() | st.sampled_from(CareSetting)),
        overnight=draw(st.booleans()),
        supervision=draw(st.none() | st.sampled_from(Supervision)),
        room_and_board=draw(st.none() | st.booleans()),
        on_site=draw(st.lists(TEXTS, max_size=2)),
        places=draw(st.none() | places),
        calendar=draw(st.none() | calendars(own)),
        queue=draw(st.none() | queues(assessment, ids, own)),
        intake=draw(st.none() | intakes(own)),
        admit=draw(st.lists(rule, max_size=2)),
        review=review,
        progress=[draw(changes(fact, own)) for fact in moved],
        programs=draw(st.lists(st.sampled_from(sorted(programs)), unique=True, max_size=2))
        if programs
        else (),
        codes=draw(st.lists(code, max_size=2)),
        costs=draw(st.lists(cost, max_size=2)),
    )


@st.composite
def transitions(
    draw: st.DrawFn,
    levels: Collection[Level],
    outcomes: Collection[str],
    assessment: Assessment,
    sources: Collection[str],
) -> tuple[Transition, ...]:
    """All transitions of a pathway: from each level shares that add up to 1, or none at all."""
    ranks = {level.id: level.rank for level in levels}
    reviewed = {level.id for level in levels if level.review is not None}
    own = st.none() | bases(sources)
    found: list[Transition] = []
    for start in [*ranks, "community"]:
        allowed = sorted({*ranks, *(outcomes if start in ranks else ())} - {start})
        if not allowed:
            continue
        ends = draw(st.lists(st.sampled_from(allowed), max_size=3))
        simulated = draw(st.booleans())
        for to in ends:
            kind = TransitionKind.RETURN if start not in ranks else TransitionKind.DISCHARGE
            if start in ranks and to in ranks:
                change = ranks[to] - ranks[start]
                usual = (
                    TransitionKind.STEP_UP
                    if change > 0
                    else TransitionKind.STEP_DOWN
                    if change
                    else TransitionKind.TRANSFER
                )
                kind = draw(st.sampled_from([usual, TransitionKind.TRANSFER]))
            share = Figure(1 / len(ends), basis=draw(own)) if simulated else None
            found.append(
                Transition(
                    start=start,
                    to=to,
                    kind=kind,
                    when=draw(st.none() | criteria(assessment, list(ranks))),
                    share=share,
                    stay=draw(distributions(own)) if simulated else None,
                    hold=start in ranks and to in ranks and draw(st.booleans()),
                    at_review=not simulated and start in reviewed and draw(st.booleans()),
                    basis=draw(own),
                )
            )
    return tuple(found)


def arrival_answers(fact: Fact) -> st.SearchStrategy[Answer]:
    own = st.none() | bases(())
    match fact.type:
        case NumberFact():
            low = fact.type.low
            amounts = signed(own) if low is None or low < 0 else distributions(own)
            return st.builds(lambda a, b: Answer(fact=fact.id, amount=a, basis=b), amounts, own)
        case YesNo():
            yes = st.floats(0, 1).map(lambda p: ((True, p), (False, 1 - p)))
            weights = yes | yes.map(lambda pairs: pairs[::-1])
            return st.builds(lambda w, b: Answer(fact=fact.id, weights=w, basis=b), weights, own)
        case OrdinalFact(options) | Choice(options):
            even = tuple((option, 1 / len(options)) for option in options)
            return st.builds(lambda b: Answer(fact=fact.id, weights=even, basis=b), own)


@st.composite
def streams(
    draw: st.DrawFn, name: str, levels: Collection[str], assessment: Assessment
) -> ArrivalStream:
    day = st.lists(QUANTITIES, max_size=3, unique=True).map(sorted)
    steps = day.flatmap(
        lambda days: st.tuples(*(st.tuples(st.just(d), QUANTITIES) for d in (0.0, *days)))
    )
    when = st.one_of(
        QUANTITIES.map(Rate.constant),
        st.lists(st.sampled_from([0.0, 1.5, 2.0]), min_size=7, max_size=7).map(
            lambda week: Rate.weekly(tuple(week))
        ),
        steps.map(lambda table: Rate(steps=table)),
        steps.map(lambda table: Rate(steps=table, period=table[-1][0] + 7)),
        st.builds(Dates, day, day_zero=st.none() | st.dates()),
        st.integers(1, 5).map(lambda n: Dates((0.0,) * n)),
    )
    whence = draw(st.lists(st.sampled_from("-ap"), min_size=9, max_size=9))
    asked = list(zip(whence, assessment.facts, strict=False))
    drawn = [fact for how, fact in asked if how == "p"]
    times = draw(when)
    in_order = bool(drawn) and isinstance(times, Dates) and bool(times.days) and draw(st.booleans())
    size = len(times.days) if isinstance(times, Dates) and in_order else draw(st.integers(1, 3))
    return ArrivalStream(
        id=name,
        to=draw(st.sampled_from([*levels, "placed"])),
        when=times,
        answers=[draw(arrival_answers(fact)) for how, fact in asked if how == "a"],
        people=draw(people(drawn, size)) if drawn else None,
        in_order=in_order,
        basis=draw(st.none() | bases(())),
    )


@st.composite
def pathways(draw: st.DrawFn) -> Pathway:
    """Pathways in which all names lead somewhere; with everything that a file can say."""
    assessment = draw(assessments())
    sources = draw(st.sampled_from([(), ("teds", "seed-001")]))
    own = st.none() | bases(sources)
    groups = draw(st.sampled_from([(), ("women",)]))
    named = draw(st.sampled_from([(), ("iop-day",), ("iop-day", "php")]))
    ids = draw(st.lists(st.sampled_from(LEVELS), min_size=1, max_size=3, unique=True))
    any_level = levels(assessment, ids, named, sources)
    care = [attrs.evolve(draw(any_level), id=name) for name in ids]
    outcomes = [
        Outcome(id=name, title=draw(TEXTS), completes=draw(st.booleans()), returns=True)
        for name in draw(st.sampled_from([(), ("dropped_out",), ("completed", "dropped_out")]))
    ]
    community = Outcome(
        id="community", title=draw(st.sampled_from(["In the community", "At home"]))
    )
    outcomes.insert(draw(st.integers(0, len(outcomes))), community)
    rules = st.builds(Rule, criterion=criteria(assessment, ids), basis=own)
    simple = assessment.facts[0].id
    return Pathway(
        id="some-place",
        title=draw(TEXTS),
        description=draw(st.just("") | TEXTS),
        referrals=draw(st.lists(st.builds(Referral, by=TEXTS, basis=own), max_size=2)),
        assessment=attrs.evolve(
            assessment, facts=[attrs.evolve(fact, basis=draw(own)) for fact in assessment.facts]
        ),
        levels=care,
        outcomes=outcomes,
        therapies=[
            Therapy(id=name, title=draw(TEXTS), about=draw(st.just("") | TEXTS), basis=draw(own))
            for name in draw(st.sampled_from([(), ("dbt", "group")]))
        ],
        programs=[draw(programs(name, groups, assessment, ids)) for name in named],
        groups=[
            SpecialtyGroup(id=name, title=draw(TEXTS), audience=IsKnown(simple), basis=draw(own))
            for name in groups
        ],
        supports=[
            Support(
                id="meetings",
                title=draw(TEXTS),
                strength=draw(st.sampled_from(Strength)),
                levels=draw(st.sampled_from([ids[:1], []])),
                after=draw(st.sampled_from([[], ids[:1], ["community", *ids]])),
                on_site=draw(st.none() | st.booleans()),
                basis=draw(own),
            )
        ]
        if draw(st.booleans())
        else [],
        week=draw(st.none() | weeks(own)),
        floors=draw(
            st.lists(
                st.builds(
                    Floor,
                    level=st.sampled_from(ids),
                    criterion=criteria(assessment, ids),
                    basis=own,
                ),
                max_size=2,
            )
        ),
        transitions=draw(transitions(care, [o.id for o in outcomes], assessment, sources)),
        rule_sets=[
            RuleSet(
                id="book",
                title=draw(TEXTS),
                about=About.CLIENT,
                standing=draw(st.sampled_from(Standing)),
                note=draw(st.just("") | TEXTS),
                rules=draw(st.lists(rules, max_size=2)),
                edition=draw(st.just("") | TEXTS),
                in_force=draw(st.none() | st.dates()),
                basis=draw(bases(sources)),
            )
        ]
        if draw(st.booleans())
        else [],
        arrivals=[draw(streams("walk-in", ids, assessment))] if draw(st.booleans()) else [],
        sources=[
            Source(id=name, title=draw(TEXTS), year=draw(st.none() | st.integers(1900, 2030)))
            for name in sources
        ],
    )
