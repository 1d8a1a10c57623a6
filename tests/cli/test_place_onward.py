"""`iopkit place` for a client in care: where can they go from here."""

import json
from pathlib import Path

import pytest
from commands import GOLDEN, Run

CLINIC = (GOLDEN / "review.yaml").read_text()


def page(run: Run, tmp_path: Path, client: str, *words: str, clinic: str = CLINIC) -> str:
    """Return what is printed about a client in the IOP, on one line."""
    pathway, file = tmp_path / "clinic.yaml", tmp_path / "client.yaml"
    pathway.write_text(clinic)
    file.write_text(f"{{iopkit: 1, level: iop, {client}}}")
    done = run("place", str(pathway), "--client", str(file), *words)
    assert done.exit_code in {0, 1}, done.stderr
    return " ".join(done.stdout.split())


def test_the_review_comes_before_the_place(run: Run) -> None:
    printed = run("place", "review.yaml", "--client", "review-open.yaml").stdout

    assert printed.splitlines()[0] == "In care at: Intensive outpatient (IOP), day 28."
    first, second = printed.split("If the client were placed anew today")
    assert "Where the client can go from here" in first
    assert "Place at: Intensive outpatient (IOP)." in second
    assert "  survey: A survey of evening programs" in second  # named above only


def test_the_exit_code_speaks_of_the_place(run: Run) -> None:
    assert run("place", "review.yaml", "--client", "review-open.yaml").exit_code == 0
    assert run("place", "review.yaml", "--client", "review-nearly.yaml").exit_code == 1


def test_a_client_in_no_level_goes_nowhere_from_there(run: Run) -> None:
    assert (
        "Where the client can go"
        not in run("place", "clinic.yaml", "--client", "known.yaml").stdout
    )


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("days_in_level: 12", "day 12. The next review is due on day 14, in 2 days."),
        ("days_in_level: 14", "day 14. The next review is due today."),
        ("days_in_level: 13.5", "day 13.5. The next review is due on day 14, in 12 hours."),
        ("days_in_level: 0", "day 0. The next review is due on day 14, in 14 days."),
        (
            "facts: {}",
            "(IOP). A review is due every 14 days; on which day the client is was not recorded.",
        ),
    ],
)
def test_the_next_review_is_said(run: Run, tmp_path: Path, days: str, said: str) -> None:
    assert said in page(run, tmp_path, days)


def test_a_level_without_review_says_nothing_about_it(run: Run, tmp_path: Path) -> None:
    clinic = CLINIC.replace(", review: every 14 days", "")

    assert "review is due" not in page(run, tmp_path, "days_in_level: 12", clinic=clinic)


def test_a_review_every_day(run: Run, tmp_path: Path) -> None:
    clinic = CLINIC.replace("every 14 days", "every 1 day")

    assert "A review is due every day; on which" in page(run, tmp_path, "facts: {}", clinic=clinic)


@pytest.mark.parametrize(
    ("client", "said"),
    [
        (
            "days_in_level: 12, facts: {attendance: 90}",
            (
                "Step down to Outpatient treatment (outpatient): not open, but nearly "
                "✗ days_in_level >= 4 weeks (is 12 days) (1 other condition is met) "
                "[survey, page 6] It opens on day 28, in 16 days."
            ),
        ),
        (
            "days_in_level: 30, facts: {attendance: 60}",
            (
                "✗ attendance >= 80% (is 60%) (1 other condition is met) "
                "[survey, page 6] attendance is 60%; it opens at 80% or more."
            ),
        ),
        (
            "days_in_level: 30",
            (
                "Step down to Outpatient treatment (outpatient): not clear "
                "? attendance >= 80% (is not recorded) (1 other condition is met) "
                "[survey, page 6] Ask: What percentage of planned sessions was attended? "
                "(attendance) It opens at 80% or more."
            ),
        ),
        (
            "days_in_level: 12, facts: {attendance: 60}",
            "Step down to Outpatient treatment (outpatient): not open ✗ days_in_level",
        ),
        (
            "facts: {relapsed: true, stable: true, support: weak}",
            (
                "Step up to Partial hospitalization (PHP): open; look at this first "
                "✓ relapsed or support = none ✓ relapsed is yes ✗ support = none (is weak) "
                "[survey, page 7] That level would take the client."
            ),
        ),
        (
            "facts: {relapsed: false, support: weak}",
            "relapsed is no; it opens when it is yes. support is weak; it opens when it is none.",
        ),
        (
            "facts: {relapsed: true, stable: false}",
            (
                "Step up to Partial hospitalization (PHP): open, but that level would not take the "
                "client"
            ),
        ),
        (
            "facts: {relapsed: true}",
            "Whether that level would take the client is not clear: ? stable is not recorded",
        ),
        (
            "days_in_level: 30, facts: {attendance: 90, stable: true, support: none}",
            (
                "That level would not take the client: "
                "✗ needs iop or more: support = none (is none) [survey, page 5]"
            ),
        ),
        (
            "facts: {attendance: 96}",
            "End care, Finished (done): open ✓ attendance >= 95% (is 96%) [survey]",
        ),
        ("facts: {}", "Care can end otherwise: Went to another clinic or Stopped coming."),
    ],
)
def test_each_way_says_what_stands_in_it(run: Run, tmp_path: Path, client: str, said: str) -> None:
    assert said in page(run, tmp_path, client)


@pytest.mark.parametrize(
    ("when", "client", "said"),
    [
        ("days_in_level > 4 weeks", "days_in_level: 28", "It opens after day 28, that is today."),
        (
            "days_in_care >= 60",
            "days_in_level: 12, days_in_care: 40",
            "It opens on day 60 in care, in 20 days.",
        ),
        ("completed php", "history: []", "php was not completed; it opens once php is completed."),
        (
            "not completed php",
            "history: [{level: php, completed: true}]",
            "php was completed; it opens only without that.",
        ),
        (
            "support is known",
            "facts: {}",
            "support is not recorded; it opens with any answer.",
        ),
    ],
)
def test_what_would_open_a_way_is_said_plainly(
    run: Run, tmp_path: Path, when: str, client: str, said: str
) -> None:
    clinic = CLINIC.replace("days_in_level >= 4 weeks and attendance >= 80%", when)

    assert said in page(run, tmp_path, client, clinic=clinic)


def test_a_step_up_and_a_step_down_at_once_is_said_plainly(run: Run) -> None:
    flat = " ".join(run("place", "review.yaml", "--client", "review-open.yaml").stdout.split())

    assert (
        "A step up and a step down are both open: for this client the rules contradict each "
        "other. A clinician has to decide, and whoever keeps the pathway file should know."
    ) in flat
    assert "both open" not in run("place", "review.yaml", "--client", "review-nearly.yaml").stdout


def test_steps_up_that_are_open_come_first_then_the_open_then_the_unclear(
    run: Run, tmp_path: Path
) -> None:
    text = page(run, tmp_path, "days_in_level: 30, facts: {relapsed: true, attendance: 90}")
    ways = ["Step up to Partial", "Step down to Outpatient", "Step down to Aftercare"]
    assert [text.index(way) for way in ways] == sorted(text.index(way) for way in ways)

    text = page(run, tmp_path, "days_in_level: 30, facts: {support: weak, attendance: 90}")
    ways = ["Step down to Outpatient", "Step up to Partial", "Step down to Aftercare"]
    assert [text.index(way) for way in ways] == sorted(text.index(way) for way in ways)


def test_a_way_without_a_criterion_is_open_to_everybody(run: Run, tmp_path: Path) -> None:
    clinic = CLINIC.replace(
        "  - {from: iop, to: elsewhere}", "  - {from: iop, to: residential, kind: transfer}"
    ).replace("rank: 50", "rank: 30")

    text = page(run, tmp_path, "facts: {}", clinic=clinic)

    assert "✓ Transfer to Residential treatment (residential): open to everybody here" in text


def test_care_can_end_as_planned(run: Run, tmp_path: Path) -> None:
    clinic = CLINIC.replace(", when: attendance >= 95%, source: survey", "")

    text = page(run, tmp_path, "facts: {}", clinic=clinic)

    assert "Care can end as planned: Finished. Care can end otherwise: Went to" in text


def test_from_some_levels_no_way_leads_on(run: Run, tmp_path: Path) -> None:
    text = page(run, tmp_path, "facts: {}").replace("level: iop", "")
    assert "No way leads" not in text

    file = tmp_path / "client.yaml"
    file.write_text("{iopkit: 1, level: php}")
    printed = run("place", "review.yaml", "--client", str(file)).stdout

    assert "No way leads from here to another level." in printed
    assert "Care can end" not in printed


def test_all_shows_also_the_conditions_that_are_met(run: Run, tmp_path: Path) -> None:
    client = "days_in_level: 12, facts: {attendance: 90}"

    assert "✓ attendance >= 80% (is 90%)" not in page(run, tmp_path, client).split("anew")[0]
    assert "✓ attendance >= 80% (is 90%)" in page(run, tmp_path, client, "--all").split("anew")[0]


def test_json_says_the_same(run: Run) -> None:
    done = run("place", "review.yaml", "--client", "review-nearly.yaml", "--json")
    printed = json.loads(done.stdout)
    ahead = printed["next_levels"]

    assert (done.exit_code, printed["schema"], printed["version"]) == (1, "iopkit/placement", 2)
    assert (ahead["level"], ahead["days_in_level"]) == ("iop", 12)
    assert ahead["review"] == {"every_days": 14, "day": 14, "in_days": 2}
    assert (ahead["urgent"], ahead["flapping"], ahead["open_facts"]) == ([], False, ["support"])
    assert printed["question_texts"]["support"] == "How supportive is the home?"
    down, later, up = ahead["transitions"]
    assert (down["to"], down["kind"], down["verdict"]) == ("outpatient", "step down", "not met")
    wait = {"clock": "days_in_level", "day": 28, "in_days": 16, "after": False}
    assert down["time_until_met"] == wait
    assert down["fit"]["verdict"] == "unknown"
    assert down["reason"]["text"] == "days_in_level >= 4 weeks and attendance >= 80%"
    assert (later["to"], later["counterfactuals"]) == ("aftercare", [])
    relapsed = {"fact": "relapsed", "answer": False, "unit": None, "missing": None}
    support = {"fact": "support", "answer": None, "unit": None, "missing": "not-recorded"}
    assert up["counterfactuals"] == [
        {**relapsed, "opens_at": "yes"},
        {**support, "opens_at": "none"},
    ]
    assert [end["to"] for end in ahead["discharges"]] == ["done", "elsewhere", "left"]
    assert ahead["discharges"][1]["reason"] is None


def test_json_of_a_client_at_no_level_has_nothing_onward(run: Run) -> None:
    printed = json.loads(run("place", "clinic.yaml", "--client", "known.yaml", "--json").stdout)

    assert printed["next_levels"] is None


def test_json_says_what_each_answer_would_settle(run: Run) -> None:
    printed = json.loads(run("place", "clinic.yaml", "--client", "unknown.yaml", "--json").stdout)

    asking = {each["fact"]: each["answers"] for each in printed["next_questions"]}
    assert list(asking) == printed["open_facts"]
    assert {"answer": "strong", "possible_levels": ["iop"]} in asking["support"]
    assert (printed["none_possible"], printed["exact"]) == (False, True)


def test_less_time_in_care_than_at_the_level_is_refused_and_not_repeated(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "client.yaml"
    file.write_text("iopkit: 1\nlevel: iop\ndays_in_level: 4711\ndays_in_care: 4710\n")

    done = run("place", "review.yaml", "--client", str(file))

    assert done.exit_code == 1
    assert f"{file}:4:" in done.stderr
    assert "'days_in_care' must be at least 'days_in_level'" in done.stderr
    assert "whoever is at a level is in care" in done.stderr
    assert "471" not in done.output
