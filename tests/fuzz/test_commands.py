"""A few of the inputs of `make fuzz`: whatever the files say, a command says what is wrong."""

import signal
from collections.abc import Iterator

import pytest
from fuzz.folder import Folder
from fuzz.kinds import make
from fuzz.verdict import limit, verdict

SEED = 1
INPUTS = 300
"""As many as fit into some seconds; the same in every run."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Folder]:
    before = signal.getsignal(signal.SIGPROF)
    limit()
    yield Folder(tmp_path_factory.mktemp("fuzz"))
    signal.signal(signal.SIGPROF, before)


def faults(folder: Folder, numbers: range) -> dict[int, str]:
    found: dict[int, str] = {}
    for number in numbers:
        one = make(folder.sound, SEED, number)
        with folder.holding(one):
            what = verdict(one)
        if what:
            found[number] = f"{what}: {' '.join(one.words)}"
    return found


def test_no_input_makes_a_command_fail(folder: Folder) -> None:
    assert not faults(folder, range(INPUTS))


def test_the_same_seed_and_number_are_the_same_input(folder: Folder) -> None:
    assert [make(folder.sound, SEED, n) for n in range(50)] == [
        make(folder.sound, SEED, n) for n in range(50)
    ]
    assert make(folder.sound, SEED + 1, 0) != make(folder.sound, SEED, 0)
