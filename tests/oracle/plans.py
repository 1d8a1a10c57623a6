"""What can end a stay, and what is drawn among it, written again from docs/explanation alone."""

from oracle.draws import (
    AFTERWARDS,
    AGAIN,
    DRAWS,
    chance,
    draw,
    keys_of,
    name_hash,
    splitmix,
    uniform,
)
from oracle.draws import part as chosen
from oracle.judge import Judge
from oracle.people import Person, Plan

from iopkit.model.outcome import COMMUNITY
from iopkit.model.simulation.arrivals import PLACED
from iopkit.model.simulation.distribution import Distribution
from iopkit.model.simulation.scenario import Scenario
from iopkit.model.transition import Transition


def by_rules(scenario: Scenario) -> bool:
    """Whether any client has facts, or is placed by the rules."""
    has_facts = any(one.answers or one.people or one.to == PLACED for one in scenario.streams)
    present = scenario.census.clients if scenario.census else ()
    return has_facts or any(one.facts for one in present)


class Plans:
    """Draws what becomes of clients."""

    def __init__(self, scenario: Scenario, judge: Judge, replication: int) -> None:
        """Know the keys."""
        self.by_rules = by_rules(scenario)
        self.block = chance(scenario.seed, replication)
        self._judge = judge
        self._pathway = scenario.pathway
        self._keys = keys_of([(edge.start, edge.to) for edge in scenario.pathway.transitions])

    def of_stay(self, person: Person, now: float, so_far: float) -> Plan | None:
        """Draw the plan of an active stay that has lasted some days already."""
        assert person.started_at is not None
        plan = None
        for _ in range(DRAWS if so_far else 1):
            first, second = self._block(person, person.visit + person.draws * AGAIN)
            person.draws += 1
            found = self._open(person, person.level, second, person.care_before)
            plan = None
            if sum(share for share, _ in found):
                stay, edge = chosen(found, uniform(first))
                if stay > so_far or not so_far:
                    return Plan(stay, edge, person.started_at + stay)
                plan = Plan(stay, edge, now)
        return plan

    def still_stands(self, person: Person) -> bool:
        """Whether the plan's criterion holds at the planned end, as far as is known now."""
        assert person.plan is not None
        stay, edge, _ = person.plan
        care = person.care_before + stay
        return self._judge.holds(edge.when, person, in_level=stay, in_care=care)

    def patience(self, person: Person, patience: Distribution, now: float, so_far: float) -> float:
        """Draw when a client who has waited some days already gives up."""
        key = name_hash(f"patience:{person.level}")
        for again in range(DRAWS if so_far else 1):
            _, second = self._block(person, person.visit + again * AGAIN)
            days = draw(patience, splitmix(second ^ key))
            if days > so_far or not so_far:
                return person.queued_at + days
        return now

    def of_return(self, person: Person, outcome: str) -> tuple[float, str] | None:
        """Draw after how many days a client comes back, and where; None for never."""
        start = outcome
        if not self._pathway.leaving(outcome):
            if not self._pathway.outcome(outcome).returns:
                return None
            start = COMMUNITY
        first, second = self._block(person, person.visit + AFTERWARDS)
        returns = self._open(person, start, second, None)
        shares = [edge.share.value for edge in self._pathway.leaving(start) if edge.share]
        total = max(0.0, 1 - sum(shares)) + sum(share for share, _ in returns)
        added = 0.0
        for share, (away, edge) in returns:
            added += share
            if added > uniform(first) * total:
                return away, edge.to
        return None

    def _block(self, person: Person, c: int) -> tuple[int, int]:
        return self.block(person.stream, person.number, c)

    def _open(
        self, person: Person, start: str, second: int, care: float | None
    ) -> list[tuple[float, tuple[float, Transition]]]:
        """Return shares, stays and transitions of what is open from here; None: out of care."""
        found = []
        for i, edge in enumerate(self._pathway.transitions):
            if edge.start != start or edge.share is None or edge.stay is None:
                continue
            stay = draw(edge.stay, splitmix(second ^ self._keys[i]))
            in_care = 0.0 if care is None else care + stay
            if not self.by_rules or self._judge.holds(
                edge.when, person, in_level=stay, in_care=in_care
            ):
                found.append((edge.share.value, (stay, edge)))
        return found
