"""Until when somebody waits for a week, and what is said of one for which the time was up."""

import contextlib
import math
import subprocess
import sys
import time
from pathlib import Path

import pytest
from week import checker
from week.little import hours, pathway, service

from iopkit.errors import InvalidValueError
from iopkit.model.pathway import Pathway
from iopkit.model.schedule.staff import Staff
from iopkit.model.schedule.track import Track
from iopkit.model.schedule.week import Room, Week
from iopkit.week.deadline import Deadline, OverdueError
from iopkit.week.infeasibility.infeasible_week import UndecidedWeekError
from iopkit.week.search_stage import Stage

pytest.importorskip("ortools")

from iopkit.week import lay_out

CPU = 3.0
"""What stating a large week may take beside the search. [s]"""


def crowd(sections: int = 40) -> Pathway:
    """Return a week of eight sessions for each of some sections, with people to spare."""
    return pathway(
        service("group", 5, 60, size=8, led_by=["counselor"]),
        service("skills", 3, 90, size=8),
        tracks=[Track(id="t", clients=8 * sections, a_day=240)],
        week=Week(
            open=[hours(0, 4, 8, 18)],
            rooms=[Room(id="room", title="Room", count=sections // 3, size=8)],
            staff=[Staff(id="counselor", title="Counselors", count=sections, hours=30)],
        ),
    )


@pytest.mark.parametrize("seconds", [-1.0, math.nan, -math.inf])
def test_a_limit_is_a_number_from_nothing_on(seconds: float) -> None:
    with pytest.raises(InvalidValueError, match="number of seconds"):
        lay_out(pathway(service("group")), seconds=seconds)


def test_a_part_is_over_first_and_knows_the_whole() -> None:
    whole = Deadline(1000)

    part = whole.part(0.25)

    assert 200 < part.left <= 250
    assert part.whole == 1000
    with pytest.raises(OverdueError):
        Deadline(0).check()


def test_a_week_without_time_is_not_decided() -> None:
    with pytest.raises(UndecidedWeekError, match="not decided within 0 seconds") as raised:
        lay_out(pathway(service("group")), seconds=0)

    assert raised.value.seconds == 0


def test_many_sessions_are_laid_out_by_days() -> None:
    where = crowd()
    begun, stages = time.process_time(), list[Stage]()

    table = lay_out(where, seconds=math.inf, watch=lambda stage, _: stages.append(stage))

    assert len(table.sessions) == 320
    assert table.cut_short is None
    assert checker.faults(table) == []
    assert stages == [Stage.FIND, Stage.ARRANGE]
    assert time.process_time() - begun < 30


def test_a_week_that_is_not_made_better_in_time_says_so_and_can_be_held() -> None:
    begun = time.process_time()
    table = None
    with contextlib.suppress(UndecidedWeekError):  # on a machine that is much too slow
        table = lay_out(crowd(60), seconds=5)

    assert time.process_time() - begun < 5 + CPU
    if table is not None:
        assert checker.faults(table) == []
        assert table.cut_short in {None, 5}


INTERRUPTED = """
import os, signal, threading, time
from week.test_deadline import crowd
from iopkit.week.solver.cp_sat import WeekModel
from iopkit.week.requirements import plan
from iopkit.week.solver.constraint_encoding import state

signal.signal(signal.SIGINT, signal.default_int_handler)
model = WeekModel(state(plan(crowd(120))).instance)
pressed = []

def press():
    pressed.append(time.process_time())
    os.kill(os.getpid(), signal.SIGINT)

threading.Timer(0.3, press).start()
try:
    model.solve(100.0, counts=True)
except KeyboardInterrupt:
    print("heard" if time.process_time() - pressed[0] < 2 else "late")
"""


def test_ctrl_c_is_heard_while_a_week_is_looked_for() -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stdout) == (0, "heard\n"), done.stderr
