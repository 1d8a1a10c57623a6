"""The page docs/explanation/validation.md: ``python -m validation.page`` writes it again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from validation import suite
from validation.figures import number
from validation.results import Results

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validation.check import Check

FILE: Final = Path(__file__).parents[1] / "docs" / "explanation" / "validation.md"

WORDS: Final = Path(__file__).with_name("words")


def text(results: Results) -> str:
    """Return the page."""
    opening = (WORDS / "opening.md").read_text(encoding="utf-8")
    closing = (WORDS / "closing.md").read_text(encoding="utf-8")
    return "\n".join([opening, *_overview(results), *_sections(results), closing])


def write(results: Results) -> None:
    """Write the page."""
    FILE.write_text(text(results), encoding="utf-8")


def _overview(results: Results) -> Iterator[str]:
    yield "## In short\n"
    yield "| section | checks | pass | fail | told |"
    yield "|---|--:|--:|--:|--:|"
    for section in suite.SECTIONS:
        checks = results.sections.get(section.id, ())
        judged = [check for check in checks if check.passed is not None]
        passed = sum(bool(check.passed) for check in judged)
        yield (
            f"| {section.title} | {len(judged)} | {passed} | {len(judged) - passed} "
            f"| {len(checks) - len(judged)} |"
        )
    yield ""
    failed = [
        check
        for checks in results.sections.values()
        for check in checks
        if check.passed is not None and not check.passed
    ]
    if failed:
        yield "What does not pass:\n"
        for check in failed:
            why = f" {check.known}." if check.known else ""
            yield (
                f"- *{check.name}*: {number(check.got)} where {number(check.expected)} is expected "
                f"({check.bound}).{why}"
            )
        yield ""
    versions = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    yield f"Run with {versions}.\n"


def _sections(results: Results) -> Iterator[str]:
    for section in suite.SECTIONS:
        yield f"## {section.title}\n"
        yield f"{section.text}\n"
        checks = list(results.sections.get(section.id, ()))
        for shows, source in dict.fromkeys((check.shows, check.source) for check in checks):
            some = [check for check in checks if (check.shows, check.source) == (shows, source)]
            yield f"**{shows[0].upper()}{shows[1:]}.** Expected values: {source}.\n"
            yield from _table(some)
            yield ""


def _table(checks: Sequence[Check]) -> Iterator[str]:
    bounds = list(dict.fromkeys(check.bound for check in checks))
    yield from (f"- {bound}" for bound in bounds[:1] if len(bounds) == 1)
    if len(bounds) == 1:
        yield ""
    bound = "" if len(bounds) == 1 else " bound |"
    yield f"| check | expected | iopkit | interval |{bound} result |"
    yield f"|---|--:|--:|--:|{'---|' if bound else ''}---|"
    for check in checks:
        stated = f" {check.bound} |" if bound else ""
        yield (
            f"| {check.name} | {number(check.expected)} | {number(check.got)} "
            f"| {number(check.low)} to {number(check.high)} |{stated} {check.verdict} |"
        )


if __name__ == "__main__":
    write(Results.read())
