"""The table of people: who came, and what they answered."""

from simulate.scenarios import FACTS
from simulate.test_plain import scenarios

from iopkit.model.simulation.arrivals import ArrivalStream, Dates
from iopkit.model.simulation.census import Census, CurrentClient
from iopkit.model.simulation.client_sample import ClientSample
from iopkit.model.simulation.scenario import Scenario
from iopkit.simulate import simulate
from iopkit.simulate.lowering.scenario import lower


def test_people_are_those_who_visit_and_answer_what_can_be_answered() -> None:
    for scenario in scenarios("rules"):
        run = simulate(scenario)
        people, visits = run.people.columns(0), run.visits.columns(0)
        came = {(s, c) for s, c in zip(visits["stream"], visits["client"], strict=True)}
        assert sorted(zip(people["stream"], people["client"], strict=True)) == sorted(came)
        for fact in FACTS:
            for value in people.get(fact.id, []):
                answer = {"yes": True, "no": False}.get(str(value), value)
                assert not fact.type.refuses(answer)


def test_rows_in_order_and_the_census_have_their_own_answers() -> None:
    fact = FACTS[1]  # cravings, a number
    scenario = next(each for each in scenarios("rules") if fact in lower(each).facts)
    known = {each.id: _some(each) for each in FACTS}
    rows = [tuple(float(i) if each is fact else known[each.id] for each in FACTS) for i in (3, 1)]
    people = ClientSample(facts=[each.id for each in FACTS], rows=rows)
    level = scenario.pathway.levels[0].id
    stream = ArrivalStream(
        id="file", to=level, when=Dates((1.0, 2.0)), people=people, in_order=True
    )
    census = Census(
        [
            CurrentClient(level=level, is_waiting=True, days=1, facts={**known, fact.id: 7.0}),
            CurrentClient(level=level, is_waiting=True, days=5, facts={**known, fact.id: 8.0}),
        ]
    )
    run = simulate(Scenario(pathway=scenario.pathway, days=30, arrivals=(stream,), census=census))
    table = run.people.columns(0)
    got = dict(zip(zip(table["stream"], table["client"], strict=True), table[fact.id], strict=True))
    assert got == {("census", 0): 7.0, ("census", 1): 8.0, ("file", 0): 3.0, ("file", 1): 1.0}


def _some(fact: object) -> bool | float | str:
    options = getattr(getattr(fact, "type", None), "options", None)
    if options:
        return str(options[0])
    return 1.0 if type(getattr(fact, "type", None)).__name__ == "NumberFact" else True


def test_on_shares_alone_nobody_has_an_answer() -> None:
    run = simulate(scenarios("shares")[0])
    assert set(run.people.columns(0)) == {"replication", "stream", "client"}
