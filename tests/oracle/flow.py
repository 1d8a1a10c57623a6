"""What a simulation does, written again from docs/explanation/simulation.md alone.

Event by event, on the names of the scenario; criteria are evaluated and clients placed one at a
time by `iopkit.criteria`, for a client as they are at the moment.
"""

import math
from collections import deque
from collections.abc import Callable
from functools import partial

from oracle import progress
from oracle.agenda import Agenda
from oracle.arriving import arriving, next_arrival, present
from oracle.daily import Daily
from oracle.deadlock import look_for_deadlock
from oracle.draws import AGAIN, REVIEWED
from oracle.judge import Judge
from oracle.opening import Opening
from oracle.people import Held, Person, Row
from oracle.plans import Plans
from oracle.ward import Ward

from iopkit.model.assessment import CLOCK_FACTS
from iopkit.model.criterion import facts_in
from iopkit.model.rule import Rule
from iopkit.model.simulation.arrivals import PLACED, ArrivalStream
from iopkit.model.simulation.census import CENSUS
from iopkit.model.simulation.scenario import Scenario
from iopkit.model.transition import Transition, TransitionKind

GAVE_UP, DISPLACED = "gave up", "displaced"
CLOCK = {fact.id for fact in CLOCK_FACTS}


class Flow:
    """One replication of a scenario.

    `rows` are in the order that docs/explanation/simulation.md states, `returns` the times at
    which clients came back, `happened` what the rows alone do not show. Raises `DeadlockError`.
    """

    def __init__(self, scenario: Scenario, replication: int = 0) -> None:
        """Simulate."""
        self.scenario = scenario
        self.rows: list[Row] = []
        self.unplaced = 0
        self.returns: list[float] = []
        self.happened: set[str] = set()
        self.daily = Daily()
        self._pathway = scenario.pathway
        self._judge = Judge(scenario.pathway)
        self._plans = Plans(scenario, self._judge, replication)
        self._agenda = Agenda()
        self._wards = {level.id: Ward.of(level, scenario) for level in self._pathway.levels}
        self._streams = [CENSUS, *(stream.id for stream in scenario.streams)]
        self._present: set[Person] = set()
        self._run()

    @property
    def stuck(self) -> int:
        """How many active stays had no plan at the end of the run, and can never have one."""
        found = 0
        for ward in self._wards.values():
            alone = [person for person in ward.active if person.plan is None]
            if self._has_reviews(ward):
                opening = Opening(self._pathway, ward.level)
                kept = [person for person in alone if not opening.may_let_go(person)]
                if len(kept) < len(alone):
                    self.happened.add("somebody without a plan is only cut off")
                if kept:
                    self.happened.add("somebody can never leave in spite of reviews")
                alone = kept
            found += len(alone)
        return found

    def _run(self) -> None:
        self._begin_with_census()
        for ward in self._wards.values():
            self._expect_change(ward)
            intake = ward.level.intake
            if intake is not None and intake.every is not None:
                self._agenda.schedule(intake.first_day, partial(self._take_in, ward, intake.every))
        for stream in self.scenario.streams:
            self._expect(stream, 0)
        self._agenda.run(self.scenario.days, lambda: self.daily.count(self._wards.values()))
        streams = self._streams
        for person in sorted(
            self._present, key=lambda one: (streams.index(one.stream), one.number)
        ):
            self._cut_off(person)

    # Coming

    def _begin_with_census(self) -> None:
        if self.scenario.census is None:
            return
        in_care, waiting = present(self.scenario.census)
        for person in in_care:
            self._present.add(person)
            self._begin(person, self._wards[person.level], began=person.queued_at)
        for person in waiting:
            self._present.add(person)
            self._come(person)

    def _expect(self, stream: ArrivalStream, number: int) -> None:
        time = next_arrival(self.scenario, stream, number, self._plans.block, self._agenda.now)
        if time is not None:
            self._agenda.schedule(time, partial(self._arrive, stream, number))

    def _arrive(self, stream: ArrivalStream, number: int) -> None:
        self._expect(stream, number + 1)
        person = arriving(stream, number, self._plans.block)
        level = self._judge.place(person) if stream.to == PLACED else stream.to
        if level:
            self._enter(person, level)
        else:
            self.unplaced += 1

    def _enter(self, person: Person, level: str) -> None:
        self._present.add(person)
        person.comes_to(level, self._agenda.now)
        self._come(person)

    def _come(self, person: Person) -> None:
        ward = self._wards[person.level]
        if ward.group == 1 and ward.takes_one_more():
            self._begin(person, ward, began=self._agenda.now)
        else:
            self._wait(person, ward)
            self._serve(ward)

    # Waiting

    def _wait(self, person: Person, ward: Ward) -> None:
        ward.waiting.append(person)
        queue = ward.level.queue
        if queue is None or queue.patience is None:
            return
        now = self._agenda.now
        ends = self._plans.patience(person, queue.patience, now, now - person.queued_at)
        self._schedule_for(person, ends, partial(self._give_up, person, queue.gives_up))

    def _give_up(self, person: Person, to: str) -> None:
        ward, held = self._wards[person.level], person.held
        ward.waiting.remove(person)
        if held is not None:
            self.happened.add("somebody blocked gives up")
            self._give_back(person, held)
        self._write(person, person.level, to, GAVE_UP)
        if held is not None:
            self._serve(self._wards[held.level])
        self._go(person, to)

    def _serve(self, ward: Ward, *, is_day: bool = False) -> None:
        """Let begin whose turn it is, here and then wherever a place came back by that."""
        due = deque(self._fill(ward, is_day=is_day))
        while due:
            due.extend(self._fill(due.popleft(), is_day=False))

    def _fill(self, ward: Ward, *, is_day: bool) -> list[Ward]:
        """Let begin whose turn it is; return the levels where places came back, in their order."""
        came_back = []
        while beginning := ward.beginning(is_day=is_day):
            for _ in range(beginning):
                person = ward.turn(self._meets)
                if person is not ward.waiting[0]:
                    self.happened.add("somebody goes before who came first")
                if is_day or ward.group > 1:
                    self.happened.add("a day of admission" if is_day else "a group begins")
                ward.waiting.remove(person)
                if person.held is not None:
                    came_back.append(self._wards[person.held.level])
                    self._give_back(person, person.held)
                self._begin(person, ward, began=self._agenda.now)
        return came_back

    def _meets(self, rule: Rule, person: Person) -> bool:
        if not self._plans.by_rules and not set(facts_in(rule.criterion)) <= CLOCK:
            return False
        now = self._agenda.now
        care = 0.0 if person.care_began is None else now - person.care_began
        waiting = now - person.queued_at
        return self._judge.holds(
            rule.criterion, person, in_level=0.0, in_care=care, waiting=waiting
        )

    def _take_in(self, ward: Ward, every: float) -> None:
        self._agenda.schedule(self._agenda.now + every, partial(self._take_in, ward, every))
        self._serve(ward, is_day=True)

    # Places

    def _expect_change(self, ward: Ward) -> None:
        ward.next_change, places = next(ward.changes, (math.inf, None))
        self._agenda.schedule(ward.next_change, partial(self._change, ward, places))

    def _change(self, ward: Ward, places: int | None) -> None:
        self.happened.add("places change")
        self._expect_change(ward)
        ward.places = places
        while person := ward.to_displace(self._streams):
            assert ward.level.calendar is not None
            to = ward.level.calendar.displaced_to
            self._end_stay(person, completed=False)
            self._leave(person, to, DISPLACED)
        self._serve(ward)

    def _give_back(self, person: Person, held: Held) -> None:
        """Give back the place that a blocked client holds; somebody else sees to who is next."""
        self._wards[held.level].blocked.remove(person)
        who = (person.stream, person.number, held.visit, held.level)
        times = (held.queued_at, held.started_at, held.ended_at, self._agenda.now)
        self.rows.append(Row(*who, *times, held.edge.to, held.edge.kind.value))
        person.held = None

    # Staying

    def _begin(self, person: Person, ward: Ward, *, began: float) -> None:
        ward.active.append(person)
        person.changes += 1
        person.started_at = began
        if person.care_began is None:
            person.care_began = began
        so_far = self._agenda.now - began
        if self._has_reviews(ward):
            # Those up to now, of who is here since before the start, are past.
            while self._review_day(ward, person.reviews + 1) <= so_far:
                person.reviews += 1
        person.plan = self._plans.of_stay(person, self._agenda.now, so_far)
        if person.plan is not None and person.plan.stay <= so_far and so_far:
            self.happened.add("somebody was there longer than anybody stays")
        self._go_on(person, ward)

    def _go_on(self, person: Person, ward: Ward) -> None:
        """Schedule what comes first of an active stay: its end or its next review."""
        assert person.started_at is not None
        ends = math.inf if person.plan is None else person.plan.ends_at
        review = math.inf
        if self._has_reviews(ward):
            review = person.started_at + self._review_day(ward, person.reviews + 1)
        if ends <= review:
            if person.plan is not None:
                self._schedule_for(person, ends, partial(self._end, person, person.plan.edge))
        else:
            self._schedule_for(person, review, partial(self._review, person, ward))

    def _has_reviews(self, ward: Ward) -> bool:
        level = ward.level
        some = bool(level.progress) or bool(self._at_review(ward))
        return self._plans.by_rules and level.review is not None and some

    def _at_review(self, ward: Ward) -> list[Transition]:
        return [edge for edge in self._pathway.leaving(ward.level.id) if edge.at_review]

    def _review_day(self, ward: Ward, number: int) -> float:
        assert ward.level.review is not None
        return number * ward.level.review.value

    def _review(self, person: Person, ward: Ward) -> None:
        person.reviews += 1
        days = self._review_day(ward, person.reviews)
        c = person.visit + person.reviews * AGAIN + REVIEWED
        _, second = self._plans.block(person.stream, person.number, c)
        progress.move(person.facts, ward.level.progress, second, self._pathway.assessment)
        care = person.care_before + days
        for edge in self._at_review(ward):
            if self._judge.holds(edge.when, person, in_level=days, in_care=care):
                self.happened.add("somebody moves at a review")
                self._end(person, edge)
                return
        if person.plan is None or not self._plans.still_stands(person):
            self.happened.add("a plan is drawn again")
            person.plan = self._plans.of_stay(person, self._agenda.now, days)
        self._go_on(person, ward)

    # Leaving

    def _end(self, person: Person, edge: Transition) -> None:
        is_level = self._pathway.is_level(edge.to)
        completes = (
            edge.kind is TransitionKind.STEP_DOWN
            if is_level
            else self._pathway.outcome(edge.to).completes
        )
        if edge.hold and not self._wards[edge.to].takes_one_more():
            self._block(person, edge, completed=completes)
            return
        self._end_stay(person, completed=completes)
        self._leave(person, edge.to, edge.kind.value)

    def _block(self, person: Person, edge: Transition, *, completed: bool) -> None:
        """Let a client wait for the next level in the old place."""
        assert person.started_at is not None
        now = self._agenda.now
        held = Held(person.visit, person.level, person.queued_at, person.started_at, now, edge)
        self._end_stay(person, completed=completed)
        self._wards[held.level].blocked.append(person)
        person.held = held
        person.comes_to(edge.to, now)
        self._wait(person, self._wards[edge.to])
        look_for_deadlock(person, self._wards)

    def _end_stay(self, person: Person, *, completed: bool) -> None:
        self._wards[person.level].active.remove(person)
        person.has_completed(person.level, completed=completed)

    def _leave(self, person: Person, to: str, why: str) -> None:
        """Write down the visit, see to who is next at the level, and go on."""
        level = person.level
        self._write(person, level, to, why)
        self._serve(self._wards[level])
        self._go(person, to)

    def _go(self, person: Person, to: str) -> None:
        if self._pathway.is_level(to):
            self._enter(person, to)
            return
        self._present.remove(person)
        person.care_began, person.level = None, ""
        person.changes += 1
        back = self._plans.of_return(person, to)
        if back is not None:
            away, level = back
            self._agenda.schedule(self._agenda.now + away, partial(self._return, person, level))

    def _return(self, person: Person, level: str) -> None:
        self.returns.append(self._agenda.now)
        self._enter(person, level)

    # Keeping account

    def _schedule_for(self, person: Person, time: float, event: Callable[[], None]) -> None:
        """Schedule what happens to a client unless something else happens before."""
        person.changes += 1
        changes = person.changes

        def unless_changed() -> None:
            if person.changes == changes:
                event()

        self._agenda.schedule(time, unless_changed)

    def _write(self, person: Person, level: str, to: str | None, why: str | None) -> None:
        who = (person.stream, person.number, person.visit, level)
        now = self._agenda.now
        self.rows.append(Row(*who, person.queued_at, person.started_at, now, now, to, why))

    def _cut_off(self, person: Person) -> None:
        end, held = self.scenario.days, person.held
        if held is not None:
            who = (person.stream, person.number, held.visit, held.level)
            times = (held.queued_at, held.started_at, held.ended_at, end)
            self.rows.append(Row(*who, *times, None, None))
        who = (person.stream, person.number, person.visit, person.level)
        self.rows.append(Row(*who, person.queued_at, person.started_at, end, end, None, None))
