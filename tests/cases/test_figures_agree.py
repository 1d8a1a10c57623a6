"""One figure, one definition: whatever says a figure of a run says the same, and all of it."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from commands import Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SHORT = ("--years", "3", "--replications", "5")

INTERVAL = re.compile(r"(-?[\d,.]+) \((-?[\d,.]+) to (-?[\d,.]+)\)")


def intervals(told: object) -> Iterator[dict[str, float]]:
    """Yield every interval of a JSON document."""
    if isinstance(told, dict):
        if {"mean", "ci_low", "ci_high"} <= told.keys() and isinstance(told["mean"], float):
            yield told
        for each in told.values():
            yield from intervals(each)
    elif isinstance(told, list):
        for each in told:
            yield from intervals(each)


def holds_its_means(page: str) -> bool:
    """Whether every mean with an interval lies in it, as they are written."""
    found = [[float(end.replace(",", "")) for end in each] for each in INTERVAL.findall(page)]
    return all(low <= mean <= high for mean, low, high in found)


def flat(text: str) -> str:
    """Return a text without its lines, boxes and hard spaces."""
    return " ".join(unescape(text).replace("\u2502", " ").split())


def said(page: str) -> str:
    """Return the first sentence that a page of a run says of it."""
    return flat(page.partition("\n- ")[2].partition("\n- ")[0])


def kept(run: Run, file: Path, *options: str) -> tuple[str, dict[str, Any], str, str, str]:
    """Return what a run says: page, JSON, report, drawn picture, and picture in the terminal."""
    page = run("simulate", str(file), *options, "--out", "kept")
    assert page.exit_code == 0, page.stderr
    told = run("simulate", str(file), *options, "--json").stdout
    assert json.loads(Path("kept/summary.json").read_text(encoding="utf-8")) == json.loads(told)
    for words in (("report", "kept", "-o", "r.html"), ("draw", str(file), "--run", "kept")):
        assert run(*words).exit_code == 0
    drawn = run("draw", str(file), "--run", "kept").stdout
    assert run("draw", str(file), "--run", "kept", "-o", "p.svg").exit_code == 0
    report, picture = (Path(name).read_text(encoding="utf-8") for name in ("r.html", "p.svg"))
    return page.stdout, json.loads(told)["summary"], report, picture, drawn


def test_places_used_are_140_percent_wherever_they_are_said(run: Run, data: Path) -> None:
    file = data / "figures" / "weekend-calendar.yaml"
    page, told, report, picture, drawn = kept(run, file, *SHORT)

    (php,) = told["levels"]
    assert php["occupancy"]["mean"] == pytest.approx(php["census"]["mean"] / php["capacity"])
    assert php["occupancy"]["mean"] == pytest.approx(1.4, abs=0.005)
    assert php["occupancy"]["ci_low"] < php["occupancy"]["mean"] < php["occupancy"]["ci_high"]
    assert re.search(r"^php +4\.3 +140 +6\.0 ", page, re.MULTILINE)
    assert said(page).startswith("Fullest: PHP, with 140 % of its places used.")
    assert "! php cannot keep up: 140 % of its places are used" in page
    assert "Fullest: PHP, with 140 % of its places used." in flat(report)
    assert re.search(r'<td [^>]*class="number">140&nbsp;%</td>', report)
    for text in (page, report, picture, drawn):
        assert "clients stay on days without places" in flat(text)
        assert "140 %" in flat(text)
        assert "100 % of its places" not in flat(text)


def test_the_bar_of_places_goes_on_beyond_where_they_end(run: Run, data: Path) -> None:
    file = data / "figures" / "weekend-calendar.yaml"
    _, _, report, picture, _ = kept(run, file, *SHORT)

    chart = report.partition("Places used</title>")[2].partition("</svg>")[0]
    places, bar = (float(each) for each in re.findall(r'width="([\d.]+)" height="7"', chart))
    assert bar / places == pytest.approx(1.4, abs=0.005)
    left, _, length = map(
        float, re.findall(r'x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="6"', picture)[1]
    )
    (mark,) = re.findall(
        r'<path d="M([\d.]+) [\d.]+L\1 [\d.]+" fill="none"[^>]+class="stroke-text"', picture
    )
    assert length / (float(mark) - left) == pytest.approx(1.4, abs=0.005)


def test_a_comparison_has_the_same_figure_and_a_paired_interval(run: Run, data: Path) -> None:
    file = str(data / "figures" / "weekend-calendar.yaml")
    change = "transitions.php>done.stay=20 days"
    words = ("compare", file, *SHORT, "--set", change)
    told = json.loads(run(*words, "--json").stdout)["differences"]
    (used,) = (each for each in told if each["measure"] == "occupancy")
    (census,) = (each for each in told if each["measure"] == "census")
    for each in (used, census):
        assert each["ci_low"] <= each["difference"] <= each["ci_high"]
    places = census["baseline"] / used["baseline"]
    for name in ("value", "difference", "ci_low", "ci_high"):
        assert used[name] == pytest.approx(census[name] / places)
    assert "clients stay on days without places" in flat(run(*words).stdout)


def test_where_nobody_begins_is_said_first(run: Run, data: Path) -> None:
    file = data / "figures" / "nobody-begins.yaml"
    page, told, report, picture, drawn = kept(run, file, *SHORT)

    assert f"{told['levels'][0]['queue_length']['mean']:.0f}" == "96"
    first = "Nobody begins in res, though clients come: 96 clients wait on average."
    assert said(page) == first
    assert flat(report).partition("<dd>")[2].startswith(first)
    assert "Hardly anybody waits" not in page
    assert "Elsewhere hardly anybody waits for a place." in flat(page)
    assert "Nobody begins, and 96 clients wait on average." in flat(report)
    assert "Nobody begins in Residential: 96 clients wait on average." in flat(picture)
    assert "nobody begins · 96.1 waiting" in flat(drawn)
    chart = report.partition("Places used</title>")[2].partition("</desc>")[0]
    assert "Residential: no places; OP: 27 %" in chart


def test_where_nobody_begins_is_said_first_of_what_would_change(run: Run, data: Path) -> None:
    file = str(data / "figures" / "nobody-begins.yaml")
    page = run("compare", file, *SHORT, "--set", "levels.op.places=9").stdout
    here, there = flat(page).split("op.places=9, against nobody-begins")
    nobody = "nobody begins in res, though clients come: 96 clients wait on average."
    assert f"from the change. ! In nobody-begins {nobody}" in here
    assert there.startswith(f" - In op.places=9 {nobody}")

    swept = flat(run("compare", file, *SHORT, "--sweep", "levels.res.places=0..2/2").stdout)
    assert "! Nobody begins in res, though clients come: 96 wait with res.places=0." in swept


def test_who_is_cut_off_is_not_stuck(run: Run, data: Path) -> None:
    file = str(data / "figures" / "cut-off-is-not-stuck.yaml")
    result = run("simulate", file, "--years", "10", "--replications", "5")
    assert "!" not in result.stdout
    summary = json.loads(run("simulate", file, "--years", "2", "--json").stdout)["summary"]
    assert summary["without_exit"]["mean"] == 0
    assert summary["censored"]["mean"] > 0


def test_who_can_never_leave_is_still_told(run: Run, data: Path) -> None:
    text = (data / "figures" / "cut-off-is-not-stuck.yaml").read_text(encoding="utf-8")
    Path("never.yaml").write_text(text.replace("{well: 1}", "{well: 0}"), encoding="utf-8")
    result = run("simulate", "never.yaml", "--years", "2", "--replications", "2")
    assert "can never end, because no transition lets the client go" in flat(result.stdout)


@st.composite
def pathways(draw: st.DrawFn) -> str:
    """Return a small pathway: places that may be cut, none or no limit; groups; holds."""
    lines = ["iopkit: 1", "id: s", "title: Some", "levels:"]
    names = ("residential", "iop", "aftercare")
    for rank, name in zip((3, 2, 1), names, strict=True):
        places = draw(st.sampled_from(["", "places: 0", "places: 2", "places: 9", "calendar"]))
        if places == "calendar":
            steps = draw(st.permutations([0, 2, 6]))
            days = ", ".join(f"{{from: {3 * at} days, places: {n}}}" for at, n in enumerate(steps))
            places = f"calendar: {{steps: [{days}], period: 9 days}}"
        more = [f"title: {name.capitalize()}", f"rank: {rank}", *([places] if places else [])]
        more += draw(st.sampled_from([[], ["intake: {with: 4}"]]))
        more += draw(
            st.sampled_from(
                [[], ["queue: {patience: {shape: exponential, mean: 9 days}, gives_up: gone}"]]
            )
        )
        lines.append(f"  {name}: {{{', '.join(more)}}}")
    lines += ["outcomes: {done: {title: Done, completes: true}, gone: {title: Gone}}"]
    hold = draw(st.sampled_from(["", ", hold: true"]))
    stay = draw(st.sampled_from(["9 days", "{shape: exponential, mean: 30 days}"]))
    lines += ["transitions:", f"  - {{from: residential, to: iop, share: 1, stay: {stay}{hold}}}"]
    lines += [f"  - {{from: iop, to: aftercare, share: 0.5, stay: {stay}}}"]
    lines += ["  - {from: iop, to: gone, share: 0.5, stay: 5 days}"]
    lines += ["  - {from: aftercare, to: done, share: 1, stay: 20 days}"]
    to = draw(st.sampled_from(["residential", "iop"]))
    rate = draw(st.sampled_from(["1 per day", "3 per month"]))
    return "\n".join([*lines, f"arrivals: {{walk_in: {{to: {to}, rate: {rate}}}}}", ""])


def rows(page: str, title: str) -> dict[str, str]:
    """Return the rows of a table by their levels; none where there is no such table."""
    table = page.partition(f"\n{title}\n")[2].partition("\n\n")[0]
    return {row.split()[0]: row for row in table.splitlines() if row.strip()}


def shown(of: dict[str, float] | None, scale: float = 1, digits: int = 1) -> str:
    """Return a mean as the tables of a terminal round it."""
    if of is None:
        return "-"
    digits = 0 if abs(scale * of["mean"]) >= 100 else digits
    return f"{scale * of['mean']:.{digits}f}"


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=pathways(), seed=st.integers(0, 99))
def test_every_output_says_the_same_figures(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    seed: int,
) -> None:
    monkeypatch.setenv("COLUMNS", "140")  # a narrow page may leave a column out, and says so
    folder = tmp_path_factory.mktemp("run")
    file = folder / "some.yaml"
    file.write_text(text, encoding="utf-8")
    asked = ("--days", "200", "--warm-up", "20 days", "--replications", "3", "--seed", str(seed))
    page = run("simulate", str(file), *asked, "--out", str(folder / "kept"))
    assert page.exit_code == 0, page.stderr
    told = json.loads((folder / "kept" / "summary.json").read_text(encoding="utf-8"))["summary"]
    drawn = run("draw", str(file), "--run", str(folder / "kept"), "-o", str(folder / "p.svg"))
    report = run("report", str(folder / "kept"), "-o", str(folder / "r.html"))
    assert (drawn.exit_code, report.exit_code) == (0, 0), report.stderr
    picture = flat((folder / "p.svg").read_text(encoding="utf-8"))
    html = flat((folder / "r.html").read_text(encoding="utf-8"))

    for each in intervals(told):
        if each["ci_low"] is not None:
            assert each["ci_low"] <= each["mean"] <= each["ci_high"]
    assert holds_its_means(page.stdout)
    assert holds_its_means(html)
    used, waits = (rows(page.stdout, title) for title in ("Levels", "Waiting for a place"))
    for level in told["levels"]:
        name = level["level"]
        row = re.split(r" {2,}", re.sub(r" \([^)]*\)", "", used[name]))
        assert shown(level["occupancy"], 100, 0) in row[2:3] or "no limit" in used[name]
        assert shown(level["census"]) in row
        if level["queue_length"]["mean"] > 0 or level["capacity"] is not None:
            assert shown(level["queue_length"]) in waits[name]
            assert shown(level["wait_mean"]) in waits[name]
        if level["occupancy"] is not None:
            check_places(level, flat(page.stdout), html, picture)
    in_vain = [
        level
        for level in told["levels"]
        if level["admissions"]["mean"] == 0 and level["queue_length"]["mean"] > 0
    ]
    assert said(page.stdout).startswith("Nobody begins in") == bool(in_vain)
    if any(level["queue_length"]["mean"] > 0.1 for level in told["levels"]):
        assert "Hardly anybody waits" not in page.stdout
    assert ("Elsewhere hardly anybody" in page.stdout) <= bool(in_vain)


def check_places(level: dict[str, Any], page: str, report: str, picture: str) -> None:
    """Check that everything says how many of the places of a level are used."""
    title, used = level["level"].capitalize(), level["occupancy"]["mean"]
    blocked = level["blocked"]["mean"] if level["blocked"] else 0
    assert used == pytest.approx((level["census"]["mean"] + blocked) / level["capacity"])
    if used > 0.01:
        percent = f"{100 * used:.0f} %"
        assert re.search(rf"{title}: [\d.<]+ of [\d.]+ places, {percent}", picture)
        assert f">{percent}" in report
    if used > 1.001:
        for where in (page, report, picture):
            assert "clients stay on days without places" in where
