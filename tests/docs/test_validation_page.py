"""The page about validation says what the results say."""

from validation import page, suite
from validation.results import Results


def test_the_page_is_what_the_results_say() -> None:
    assert page.FILE.read_text(encoding="utf-8") == page.text(Results.read())


def test_every_section_has_results_and_nothing_failed_by_surprise() -> None:
    sections = Results.read().sections

    assert list(sections) == [section.id for section in suite.SECTIONS]
    assert all(sections.values())
    assert not [check.name for checks in sections.values() for check in checks if check.is_surprise]


def test_what_fails_is_named_at_the_top_with_its_reason() -> None:
    results = Results.read()
    top, _, _ = page.text(results).partition(f"## {suite.SECTIONS[0].title}")
    failed = [
        check for checks in results.sections.values() for check in checks if check.passed is False
    ]

    assert all(check.name in top and check.known in top for check in failed)
