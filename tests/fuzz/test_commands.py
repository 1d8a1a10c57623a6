"""A few of the inputs of `make fuzz`: whatever the files say, a command says what is wrong."""

import signal
from collections.abc import Iterator

import pytest
from fuzz.folder import Folder
from fuzz.inputs import Input
from fuzz.kinds import make
from fuzz.smaller import smaller
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


def test_a_command_that_fails_is_found_and_made_smaller(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iopkit.model.assessment.OrdinalFact.__attrs_post_init__", fails)
    one = Input(("check", "a.yaml"), {"a.yaml": folder.sound.files["small.yaml"]})

    def fault(some: Input) -> str:
        with folder.holding(some):
            return verdict(some)

    assert fault(one).startswith("iopkit itself has failed in ")
    least = smaller(one, fault).files["a.yaml"]
    assert b"scale: " in least
    assert len(least) < 100


def fails(_self: object) -> None:
    msg = "no fault of the file"
    raise RuntimeError(msg)


def test_a_command_without_end_is_found(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuzz.verdict.SECONDS", 0.2)
    monkeypatch.setattr("iopkit.cli.options.pathway_argument.examine", endless)

    with folder.holding(one := Input(("show", "small.yaml"))):
        assert verdict(one) == "more than 0.2 s"


def endless(*_given: object, **_named: object) -> None:
    while True:
        pass
