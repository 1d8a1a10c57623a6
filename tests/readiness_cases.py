"""Write tests/pages/readiness_cases.json anew: made-up clients, and what Python says of each.

The table is what the form of the page must say, in whatever engine: tests/pages/test_readiness.py
asks the script alone, tests/pages/test_readiness_form.py fills in the form in a browser.

Run it when a pathway that it names has changed: ``python tests/readiness_cases.py``.
"""

import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from iopkit.criteria.logic.answer_classes import conditions, questions
from iopkit.criteria.placement.next_levels import NextLevels, onward
from iopkit.criteria.placement.place import place
from iopkit.criteria.placement.placement import Placement
from iopkit.criteria.placement.transition_option import TransitionOption
from iopkit.files.compose.load import load
from iopkit.model.assessment import Choice, Fact, NumberFact, OrdinalFact, Value, YesNo
from iopkit.model.client import Client, Stay
from iopkit.model.pathway import Pathway
from iopkit.pages.readiness.data import client_values

if TYPE_CHECKING:
    from iopkit.model.criterion import Criterion

Plain: TypeAlias = "dict[str, object]"

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "tests" / "pages" / "readiness_cases.json"
FILES = {
    "tests/pages/readiness_clinic.yaml": 100,
    "src/iopkit/files/data/standard.yaml": 80,
    "examples/crest-view.yaml": 30,
    "examples/lakeside.yaml": 30,
    **{
        file.relative_to(ROOT).as_posix(): 15
        for file in sorted((ROOT / "plugins").glob("*/src/*/facility.yaml"))
    },
}
"""The pathways, each with how many clients are made up for it."""


@cache
def pathway(file: str) -> Pathway:
    """Return one of the pathways."""
    return load(ROOT / file)


def table() -> list[Plain]:
    """Return the cases, the same ones each time."""
    return [case for file, number in FILES.items() for case in _cases(file, number)]


def client(values: Plain, of: Pathway) -> Client:
    """Return the client behind what the form knows."""
    completed = values["completed"]
    assert isinstance(completed, dict)
    known = {level.id: completed.get(level.id) for level in of.levels}
    # A level that nobody completed has no stay; of a stay it may not be known.
    stays = [
        Stay(level=level, completed=done) for level, done in known.items() if done is not False
    ]
    return Client(
        facts=values["facts"],  # type: ignore[arg-type]
        history=stays if completed else None,  # type: ignore[arg-type]
        level=values["level"],  # type: ignore[arg-type]
        days_in_level=values["days_in_level"],  # type: ignore[arg-type]
        days_in_care=values["days_in_care"],  # type: ignore[arg-type]
    )


def said(where: Pathway, who: Client) -> Plain:
    """Return what the form must say of a client, in short."""
    found = place(where, who)
    ahead = onward(where, who) if who.level else None
    return {
        "line": line(where, found, ahead),
        "ask": list(found.ask),
        "levels": [[fit.level, fit.verdict.value] for fit in found.fits],
        "moves": [] if ahead is None else [_moved(move) for move in (*ahead.moves, *ahead.ends)],
    }


def line(where: Pathway, found: Placement, ahead: NextLevels | None) -> str:
    """Return the sentences in which the form answers."""
    anew, no, not_ = ("Placed anew today: ", "no", "not") if ahead else ("", "No", "Not")
    words = [] if ahead is None else [_onward_line(where, ahead)]
    if found.is_placed:
        words.append(f"{anew}{where.level(found.level).title} fits.")
    elif found.is_settled:
        words.append(f"{anew}{no} level takes this client, whatever is still unknown.")
    else:
        names = [where.level(level).title for level in found.possible]
        names += ["no level at all"] if found.nowhere else []
        words.append(f"{anew}{not_} settled: {_listed(names, 'or')}.")
    return " ".join(words)


def _onward_line(where: Pathway, ahead: NextLevels) -> str:
    here = where.level(ahead.level).title
    open_, unclear = [], []
    for move in ahead.moves:
        title = where.level(move.transition.to).title
        refused = move.fit is not None and move.fit.verdict == "not met"
        if move.verdict == "met" and not refused:
            open_.append(title)
        elif move.verdict == "unknown":
            unclear.append(title)
    if open_:
        return f"From {here} the way is open to {_listed(open_, 'and')}."
    if unclear:
        doubt = f"From {here} it is not clear whether the way is open to"
        return f"{doubt} {_listed(unclear, 'or')}."
    return f"From {here} no way to another level is open yet."


def _listed(names: list[str], joint: str) -> str:
    *most, last = dict.fromkeys(names)
    return f"{', '.join(most)} {joint} {last}" if most else last


def _moved(move: TransitionOption) -> list[object]:
    opens = None if move.wait is None else [move.wait.name, move.wait.day, move.wait.days]
    nearly = [[change.name, change.to] for change in move.changes]
    return [move.transition.to, move.verdict.value, opens, nearly]


def _cases(file: str, number: int) -> Iterator[Plain]:
    where = pathway(file)
    chance = random.Random(file)
    for each in range(number):
        who = _made_up(where, chance, share=each / (number - 1))
        values = client_values(who, where)
        yield {"pathway": file, "client": values, "said": said(where, who)}


def _made_up(where: Pathway, chance: random.Random, *, share: float) -> Client:
    """Return a client of whom about some share is recorded."""
    limits = _limits(where)

    def known() -> bool:
        return chance.random() < share

    facts = {
        fact.id: _answer(fact, limits.get(fact.id, []), chance)
        for fact in where.assessment.facts
        if known()
    }
    completed = {level.id: chance.random() < 0.5 for level in where.levels if known()}
    here = chance.choice([0, *limits["days_in_level"], 200, 3.5]) if known() else None
    care = (here or 0) + chance.choice([0, *limits["days_in_care"], 7]) if known() else None
    values: Plain = {
        "facts": facts,
        "completed": completed,
        "level": chance.choice(["", *(level.id for level in where.levels)]),
        "days_in_level": here,
        "days_in_care": care,
    }
    return client(values, where)


def _limits(where: Pathway) -> dict[str, list[float]]:
    """Return the numbers at which some rule changes its mind, by the name of the fact."""
    criteria: list[Criterion] = [
        *(floor.criterion for floor in where.floors),
        *(rule.criterion for level in where.levels for rule in level.admit),
        *(edge.when for edge in where.transitions if edge.when is not None),
    ]
    assert any(list(conditions(each)) for each in criteria)
    asked = questions(criteria, where.assessment)
    points = {name: list(question.points) for name, question in asked.items()}
    return {"days_in_level": [], "days_in_care": [], **points}


def _answer(fact: Fact, limits: list[float], chance: random.Random) -> Value:
    match fact.type:
        case YesNo():
            return chance.random() < 0.5
        case OrdinalFact(options) | Choice(options):
            return chance.choice(options)
        case NumberFact() as number:
            some = [*limits, *(point + step for point in limits for step in (-1, -0.25, 1)), 3]
            return chance.choice([each for each in some if not number.refuses(each)])


def main() -> None:
    """Write the table, one case on a line."""
    cases = ",\n".join(json.dumps(case, separators=(",", ":")) for case in table())
    TABLE.write_text(f"[\n{cases}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
