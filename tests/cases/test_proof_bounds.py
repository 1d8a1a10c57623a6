"""`check --prove --seconds N` ends in time, and what it did not decide it says."""

import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, permutations
from pathlib import Path

import pytest
from commands import Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

KINDS = 11  # of findings, docs/how-to/prove-a-pathway.md
LISTED = 10  # questions that were not decided and are named, of a kind
OVER = 2.5  # what everything else may take on a quiet core: start, reading, the last step [s]


def entangled() -> str:
    """Eight levels of twenty rules each, over numbers that are compared with a hundred others."""
    chance = random.Random(7)
    names = [f"n{i}" for i in range(40)]

    def rule() -> str:
        return " or ".join(
            "(" + " and ".join(f"{n} {chance.choice('<>')} {chance.randrange(10**6)}" for n in some)
            + ")"
            for some in (chance.sample(names, 3) for _ in range(8))
        )  # fmt: skip

    facts = "\n".join(f"  {name}: {{ask: A, number: 0 to 1000000}}" for name in names)
    levels = "\n".join(
        f"  l{i}: {{title: L, rank: {i}, admit: {json.dumps([rule() for _ in range(20)])}}}"
        for i in range(8)
    )
    return f"iopkit: 1\nid: p\ntitle: P\nassessment:\n{facts}\nlevels:\n{levels}\n"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("large") / "large.yaml"
    file.write_text(entangled(), encoding="utf-8")
    return file


def seconds_of(run: Run, *words: str, code: int) -> tuple[str, float]:
    """What a command prints, and the time of a processor that it takes. [s]"""
    before = time.process_time()
    result = run(*words)
    took = time.process_time() - before
    assert result.exit_code == code, result.output[-2000:]
    return result.stdout, took


def test_a_proof_of_entangled_rules_ends_in_time_and_says_what_is_open(
    run: Run, large: Path
) -> None:
    said, took = seconds_of(run, "check", str(large), "--prove", "--seconds", "1", code=1)

    assert took < 1 + OVER
    assert "questions not decided" in said
    assert "not decided in 1 s" in said
    assert "Allow more time with --seconds" in said
    assert max(line.count("; ") for line in said.splitlines()) <= LISTED
    assert len(said) < 20_000  # named, each briefly, and the rest counted


@pytest.mark.parametrize(
    ("words", "code"), [(("check",), 0), (("show",), 0), (("place", "--client", "-"), 1)]
)
def test_entangled_rules_stop_no_other_command(
    run: Run, large: Path, words: tuple[str, ...], code: int
) -> None:
    command, *options = words
    before = time.process_time()
    result = run(command, str(large), *options, stdin="iopkit: 1\nfacts: {}\n")

    assert result.exit_code == code, result.output[-2000:]
    assert time.process_time() - before < OVER


@st.composite
def large_pathways(draw: st.DrawFn) -> str:
    """Ladders, and levels that all lead to each other, with far more to ask than there is time."""
    chance = random.Random(draw(st.integers(0, 1000)))
    dense = draw(st.booleans())
    names = [f"l{i}" for i in range(draw(st.integers(8, 14) if dense else st.integers(40, 80)))]
    text = "\n".join(_lines(chance, names, dense=dense))
    return text + "\n"


def _lines(chance: random.Random, names: list[str], *, dense: bool) -> Iterator[str]:
    def leaf() -> str:
        limit = chance.randrange(1, 9999)
        asked = [f"n{chance.randrange(8)}", "days_in_level", "days_in_care"]
        others = [f"{name} {chance.choice(['<', '>='])} {limit}" for name in asked]
        return chance.choice([*others, f"completed {chance.choice(names)}"])

    def rule() -> str:
        inner = chance.choice([" and ", " or "]), chance.choice([" and ", " or "])
        return inner[0].join(f"({inner[1].join([leaf(), leaf(), leaf()])})" for _ in range(3))

    yield from ("iopkit: 1", "id: g", "title: G", "assessment:")
    yield from (f"  n{i}: {{ask: A, number: 0 to 10000, worse: higher}}" for i in range(8))
    yield "levels:"
    for rank, name in enumerate(reversed(names)):
        yield f'  {name}: {{title: L, rank: {rank}, admit: ["{rule()}", "{rule()}"]}}'
    yield "floors:"
    yield from (f'  - {{at_least: {name}, when: "{rule()}"}}' for name in names[::3])
    yield from ("outcomes: {done: {title: Done, completes: true}}", "transitions:")
    steps = permutations(names, 2) if dense else (*pairwise(names), *pairwise(names[::-1]))
    for one, other in (*steps, (names[-1], "done")):
        yield f'  - {{from: {one}, to: {other}, when: "{rule()}"}}'


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=large_pathways())
def test_each_question_is_decided_or_told_to_be_open_and_none_is_both(
    run: Run, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "large.yaml"
    file.write_text(text, encoding="utf-8")

    said, took = seconds_of(run, "check", str(file), "--prove", "--seconds", "1", "--json", code=1)

    assert took < 1 + OVER
    (of_file,) = json.loads(said)["files"]
    proof = of_file["proof"]
    found = Counter(finding["finding"] for finding in proof["findings"])
    assert len(proof["claims"]) == KINDS
    for claim in proof["claims"]:
        kind, late = claim["finding"], claim["undecided"]
        names = [each["about"] for each in proof["findings"] if each["finding"] == kind]
        assert claim["n_proved"] + found[kind] + len(late) + claim["unlisted"] == claim["n_checked"]
        assert not any(about in names for about in late)
    assert any(claim["undecided"] for claim in proof["claims"])


def test_without_any_time_everything_is_open(run: Run) -> None:
    said, _ = seconds_of(run, "check", "standard", "--prove", "--seconds", "0", "--json", code=1)
    (of_file,) = json.loads(said)["files"]

    assert of_file["exit_code"] == 1
    assert of_file["proof"]["findings"] == []
    assert all(each["n_proved"] == 0 for each in of_file["proof"]["claims"])
    assert all(each["undecided"] for each in of_file["proof"]["claims"] if each["n_checked"])


@pytest.mark.parametrize("steps", [3, 5, 9])
@pytest.mark.parametrize("once", [False, True])
def test_nobody_on_a_ladder_has_skipped_a_step(
    run: Run, tmp_path: Path, steps: int, *, once: bool
) -> None:
    file = tmp_path / "ladder.yaml"
    file.write_text("\n".join(_ladder(steps, once=once)) + "\n", encoding="utf-8")

    result = run("check", str(file), "--prove", "--json")
    (of_file,) = json.loads(result.stdout)["files"]
    findings = of_file["proof"]["findings"]
    told = [each["client"] for each in findings if each["client"]]

    assert all(not claim["undecided"] for claim in of_file["proof"]["claims"])
    assert any(each["finding"] == "refused" for each in findings) is once
    assert any(client.get("history") for client in told) is once
    for client in told:
        if "history" in client and "level" in client:
            done = {stay["level"] for stay in client["history"] if stay["completed"]}
            assert {f"s{i}" for i in range(int(client["level"][1:]))} <= done


def _ladder(steps: int, *, once: bool) -> Iterator[str]:
    """A ladder that is climbed step by step; `once`, nobody may come to a step a second time."""
    yield from ("iopkit: 1", "id: ladder", "title: Ladder")
    yield from ("assessment: {clean: {ask: Clean?, number: 0 to 20, whole: true}}", "levels:")
    for i in range(steps):
        asks = [f"completed s{i - 1}"] * (i > 0) + [f"not completed s{i}"] * once
        yield f"  s{i}: {{title: S, rank: {steps - i}, admit: [{', '.join(asks)}]}}"
    yield from ("outcomes: {done: {title: Done, completes: true}}", "transitions:")
    yield from (f"  - {{from: s{i}, to: s{i + 1}, when: clean > {i}}}" for i in range(steps - 1))
    yield from (f"  - {{from: s{i + 1}, to: s{i}, when: clean = 0}}" for i in range(steps - 1))
    yield f"  - {{from: s{steps - 1}, to: done}}"


def test_who_fell_back_in_a_court_program_is_refused_and_nobody_else(run: Run, data: Path) -> None:
    file = data / "facilities" / "p02-drug-court.yaml"

    result = run("check", str(file), "--prove", "--json")
    (of_file,) = json.loads(result.stdout)["files"]
    findings = of_file["proof"]["findings"]

    assert result.exit_code == 1
    assert [(each["finding"], each["about"]) for each in findings] == [
        ("no-level", []),
        ("refused", ["phase-2", "phase-1"]),
    ]
    assert "'not completed phase-1' never holds there" in findings[1]["message"]
    assert findings[1]["client"]["history"] == [{"level": "phase-1", "completed": True}]


REAL = {
    "p01b-matrix-phases": {"no-level": 1, "flapping": 1, "round-trip": 1, "refused": 1},
    "p02-drug-court": {"no-level": 1, "refused": 1},
    "p03-otp": {"no-level": 1, "flapping": 2, "round-trip": 1, "refused": 8, "no-way-out": 5},
    "p04-adolescent": {"no-level": 1, "never-placed": 1, "refused": 1},
    "p06-tc": {"flapping": 2, "round-trip": 2, "refused": 6, "no-way-out": 4},
    "p07-perinatal": {"no-level": 1, "never-placed": 1, "refused": 3},
    "p08-va": {"no-level": 1, "refused": 1},
    "p10-ambulatory-wm": {"overridden": 1},
    "p11-eating-disorder": {"refused": 5, "below-need": 5, "no-way-out": 3, "overridden": 6},
    "p13-hybrid-iop": {"no-level": 1},
    "p14-php-dual": {
        "flapping": 1,
        "refused": 1,
        "below-need": 2,
        "no-way-out": 3,
        "overridden": 6,
    },
    "p16-school": {"no-level": 1},
}
"""What is true of each kind of program as it is written, each finding looked at by hand."""


@pytest.mark.parametrize("name", REAL)
def test_of_a_real_program_only_what_is_true_is_found(run: Run, data: Path, name: str) -> None:
    file = data / "facilities" / f"{name}.yaml"

    assert run("check", str(file)).exit_code == 0
    result = run("check", str(file), "--prove", "--seconds", "60", "--json")
    (of_file,) = json.loads(result.stdout)["files"]
    proof = of_file["proof"]

    assert result.exit_code == 1
    assert not any(claim["undecided"] for claim in proof["claims"])
    assert Counter(each["finding"] for each in proof["findings"]) == REAL[name]


def test_nobody_is_made_up_who_is_younger_than_when_they_came(run: Run, data: Path) -> None:
    for name in ("p01b-matrix-phases", "p03-otp", "p04-adolescent"):
        file = data / "facilities" / f"{name}.yaml"
        (of_file,) = json.loads(run("check", str(file), "--prove", "--json").stdout)["files"]
        clients = [each["client"] for each in of_file["proof"]["findings"] if each["client"]]
        there = [client for client in clients if "level" in client]
        assert there
        assert all(client.get("facts", {}).get("age", 18) >= 13 for client in there)
