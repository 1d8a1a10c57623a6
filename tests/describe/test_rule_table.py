"""Every program of a pathway against many rule sets, on one page."""

import pytest
from described import held_against, rule_set_list, rule_set_page, rule_table

from iopkit.criteria.language.parse import parse
from iopkit.criteria.rule_sets.conformance import judge, judged
from iopkit.describe.conformance import deciding_lines
from iopkit.describe.names import NO_NAMES
from iopkit.files.compose.load import load
from iopkit.files.compose.rule_set_file import load_rule_set
from iopkit.files.compose.shipped_files import shipped_rule_sets
from iopkit.model.basis import Basis
from iopkit.model.program import Program
from iopkit.model.range import Range
from iopkit.model.rule import About, Rule, RuleSet
from iopkit.terminal.renderer import line_text
from iopkit.terminal.style import DisplayStyle

STANDARD = load("standard")
RULE_SETS = [load_rule_set(name) for name in shipped_rule_sets()]
FOUND = {each.id: judged(STANDARD, each) for each in RULE_SETS}


def book(*rules: str) -> RuleSet:
    listed = [Rule(criterion=parse(rule)) for rule in rules]
    basis = Basis(assumption="made up")
    return RuleSet(id="b", title="B", about=About.PROGRAM, rules=listed, basis=basis)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (["hours_per_week >= 12"], ["hours_per_week >= 12 (is 9)"]),
        (["hours_per_week >= 9", "hours_per_week >= 12"], ["hours_per_week >= 12 (is 9)"]),
        (
            ["hours_per_week >= 12 or hours_per_week < 6"],
            ["hours_per_week >= 12 (is 9)", "hours_per_week < 6 (is 9)"],
        ),
        (["days_per_week = 3 and hours_per_week >= 12"], ["hours_per_week >= 12 (is 9)"]),
        (["not hours_per_week >= 9"], ["hours_per_week >= 9 (is 9)"]),
        (["not (days_per_week = 3 and hours_per_week = 9)"], ["days_per_week not stated"]),
        (["days_per_week >= 3", "hours_per_day >= 2"], ["hours_per_day >= 2 (is at least 1.286)",
                                                        "days_per_week not stated"]),
        (["days_per_week >= 3 and offers_family"], ["days_per_week and offers_family not stated"]),
        (["false"], ["false"]),
        (["hours_per_week >= 9"], ["hours_per_week >= 9 (is 9)"]),
    ],
)  # fmt: skip
def test_what_decides_is_said_in_a_few_words(rules: list[str], said: list[str]) -> None:
    nine = Program(id="p", title="P", hours=Range.exactly(9))
    lines = deciding_lines(judge(nine, None, book(*rules)), NO_NAMES)

    assert [line_text(each, DisplayStyle()) for each in lines] == said


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_every_page_is_as_wide_as_the_terminal(width: int) -> None:
    look = DisplayStyle(width=width)
    pages = [rule_table(STANDARD, FOUND, look), rule_set_list(RULE_SETS, look)]
    pages += [rule_set_page(each, look) for each in RULE_SETS]

    assert max(len(line) for page in pages for line in page.splitlines()) <= width


def test_a_table_needs_neither_signs_beyond_ascii_nor_colours() -> None:
    page = rule_table(STANDARD, FOUND, DisplayStyle(width=100, unicode=False))
    coloured = rule_table(STANDARD, FOUND, DisplayStyle(width=100, colour=True))

    row = next(line for line in page.splitlines() if line.startswith("medicare-php"))
    assert page.isascii()
    assert " ".join(row.split()[1:]) == "? unknown ? unknown + met - not met - not met ? unknown"
    # In colour the words are the same; what is painted stands around them.
    assert "✓ met" in coloured
    assert "\x1b[31m✗\x1b[0m medicare-php, rosewood-php" in coloured


def test_a_rule_set_held_against_programs_needs_no_colours() -> None:
    php = load_rule_set("medicare-php")

    page = held_against(STANDARD, php, FOUND["medicare-php"], DisplayStyle(unicode=False))

    assert page.isascii()
    assert "  + Partial hospitalization (php): met" in page.splitlines()
    assert "  - Intensive outpatient program (iop): not met" in page.splitlines()
