"""Levels that some client can never leave by any way to an outcome."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from iopkit.model.finding_catalogue import FindingKind
from iopkit.prove.checks.exit_paths import ExitPaths
from iopkit.prove.encoding.answers import client
from iopkit.prove.encoding.query import SolverAnswer
from iopkit.prove.encoding.witness import Answers, WitnessQuery, witness
from iopkit.prove.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.prove.encoding.case import EncodingCase


def no_way_out(case: EncodingCase) -> Iterator[SolverAnswer]:
    """Yield for each level that something leaves whether some client can never get out of care.

    The client is at the level since any number of days, and in care since as many or more. The
    answers stay as they are and the clock runs: a move is open to the client when its criterion
    holds at some time from now on. At a level that comes later the days there begin anew, any
    number of them may pass, and those in care are at least so many more. A step down completes its
    level. That a move further along is open at a time which this client has missed already is thus
    not noticed here, but at the level that it leaves: when nothing is found at any level, nobody is
    held at any.

    A level that nothing leaves counts as an end; that is what `iopkit check` warns about without
    any proof.
    """
    ways = ExitPaths(case)
    for level in case.pathway.levels:
        if case.pathway.leaving(level.id):
            yield SolverAnswer((level.id,), partial(_stuck, case, ways, level.id))


def _stuck(case: EncodingCase, ways: ExitPaths, level: str) -> Finding | None:
    def shows(answers: Answers) -> bool:
        return ways.shut(level, client(answers.now, level)) is not None

    sought = WitnessQuery(
        conditions=[case.could_be(level), ways.none_from(level)],
        now=case.relevant(ways.criteria()),
        shows=shows,
        rather=partial(case.admitted, level),
    )
    found = witness(case.solver, sought)
    if found is None:
        return None
    one = client(found.now, level)
    shut = ways.shut(level, one) or ()
    return Finding(
        kind=FindingKind.NO_WAY_OUT,
        about=(level,),
        args={"level": level},
        clauses=[
            stated.clause()
            for move, stated in case.book.moves()
            if any(move is each for each in shut)
        ],
        witness=one,
    )
