"""Rule sets in files of their own, and those that come with iopkit."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from reference_of_rule_sets import PAGE, renewed

from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.errors import PathwayError, UnreadableError
from iopkit.files.compose.rule_set_file import load_rule_set, loads_rule_set, rule_set_schema
from iopkit.files.compose.shipped_files import shipped_names, shipped_rule_sets, shipped_text
from iopkit.files.yaml.strict_yaml import read_yaml
from iopkit.model.rule import Standing

GOOD = """
iopkit: 1
id: our-state
title: Our state
about: program
standing: state
in_force: 2025-07-01
note: Hours only.
source: code, section 4
sources:
  code: {title: The code, year: 2025}
rules:
  - hours_per_week >= 9
  - {if: days_per_week >= 3, title: Three days, source: "code, section 5"}
  - {if: offers_family, prefer: true, assumption: it helps}
"""


def complaints(text: str) -> tuple[Diagnostic, ...]:
    with pytest.raises(PathwayError) as caught:
        loads_rule_set(text, name="ours.yaml")
    return caught.value.complaints


def test_a_rule_set_is_read_with_its_sources_and_the_basis_of_each_rule() -> None:
    rules = loads_rule_set(GOOD)

    assert (rules.id, rules.standing, rules.note) == ("our-state", Standing.STATE, "Hours only.")
    assert str(rules.in_force) == "2025-07-01"
    assert [source.id for source in rules.sources] == ["code"]
    assert [str(rule.basis) for rule in rules.rules] == [
        "code, section 4",
        "code, section 5",
        "assumption: it helps",
    ]
    assert [rule.prefer for rule in rules.rules] == [False, False, True]


@pytest.mark.parametrize(
    ("before", "after", "line", "code", "words"),
    [
        ("hours_per_week", "hours_a_week", 13, "unknown-fact", "did you mean 'hours_per_week'?"),
        ("days_per_week >= 3", "stable", 14, "unknown-fact", "no fact named 'stable'"),
        (">= 9", ">= 200", 13, "out-of-range", "can be more than 168 hours"),
        ("hours_per_week >= 9", "completed iop", 13, "unknown-level", "cannot ask what a client"),
        ("hours_per_week >= 9", "hours_per_week >=", 13, "criterion", "a value is missing"),
        ("standing: state", "standing: rule", 6, "not-a-choice", "write one of: law, state"),
        ("standing: state\n", "", 2, "missing-key", "standing"),
        ("2025-07-01", "soon", 7, "not-a-date", "write it as 2024-01-31"),
        ("source: code, section 4", "source: cod", 9, "unknown-source", "did you mean 'code'?"),
        ('"code, section 5"', "law", 14, "unknown-source", "no source named 'law'"),
        ("source: code, section 4\n", "", 2, "missing-key", "needs one of source, assumption"),
        ("id: our-state", "id: Our State", 3, "not-an-id", "use small letters"),
        ("iopkit: 1", "iopkit: 2", 2, "version", "this can only be 1"),
        ("note:", "notes:", 8, "unknown-key", "did you mean 'note'?"),
    ],
)
def test_a_mistake_is_pointed_at(before: str, after: str, line: int, code: str, words: str) -> None:
    found = complaints(GOOD.replace(before, after, 1))

    assert (found[0].file, found[0].line, found[0].code) == ("ours.yaml", line, code)
    assert words in f"{found[0].message} {found[0].hint}"


def test_a_mistake_points_at_the_word_meant() -> None:
    (found,) = complaints(GOOD.replace("hours_per_week >= 9", "days_per_week > 1 or hours > 9"))

    assert (found.line, found.column) == (13, 26)
    assert str(found).endswith("^^^^^^^^^ there are: " + found.hint.removeprefix("there are: "))


def test_all_mistakes_come_at_once_and_in_order() -> None:
    text = GOOD.replace("hours_per_week", "hours").replace("title: Our state", "titel: Our state")
    text = text.replace("days_per_week >= 3", "days >= 3")

    assert [each.line for each in complaints(text)] == [4, 13, 14]
    # A rule that cannot be read at all moves none of the others.
    assert [each.line for each in complaints(text.replace("hours >= 9", "hours >="))] == [4, 13, 14]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("id: our-state", "id: Our State"),
        ("title: Our state\n", ""),
        ("source: code, section 4\n", ""),
        ("in_force: 2025-07-01", "in_force: soon"),
        ("about: program", "about: programs"),
        ("iopkit: 1\n", ""),
    ],
)
def test_a_mistake_in_the_head_hides_none_in_the_rules(before: str, after: str) -> None:
    text = GOOD.replace("hours_per_week", "hours").replace("days_per_week", "days")

    found = complaints(text.replace(before, after, 1))

    assert [each.code for each in found if each.code == "unknown-fact"] == ["unknown-fact"] * 2
    assert len(found) == 3


def test_rules_about_nobody_knows_what_are_not_held_against_programs() -> None:
    text = GOOD.replace("about: program\n", "").replace("hours_per_week", "cravings")

    assert [each.code for each in complaints(text)] == ["missing-key"]


def test_a_rule_set_without_rules_would_be_met_by_everybody() -> None:
    (found,) = complaints(GOOD[: GOOD.index("rules:")] + "rules: []\n")

    assert "everybody meets them" in found.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{iopkit: 1, id: a, title: A, extends: standard}", "looks like a pathway"),
        ("{iopkit: 1, facts: {stable: true}}", "looks like a client file"),
        ("[1, 2]", "must be a rule-set file"),
    ],
)
def test_another_sort_of_file_is_recognised(text: str, words: str) -> None:
    assert words in complaints(text)[0].message


def test_rules_about_clients_may_ask_what_no_pathway_here_knows() -> None:
    text = GOOD.replace("about: program", "about: client")

    assert loads_rule_set(text.replace("hours_per_week >= 9", "dimension_one >= 2")).rules


def test_a_file_is_named_by_its_path_and_a_shipped_one_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(GOOD)

    assert load_rule_set(path) == load_rule_set(str(path)) == loads_rule_set(GOOD)
    assert load_rule_set("teds-iop").id == "teds-iop"
    with pytest.raises(UnreadableError, match="did you mean 'teds-iop'"):
        load_rule_set("ted-iop")
    with pytest.raises(UnreadableError, match="there is no such file"):
        load_rule_set(tmp_path / "gone.yaml")


# -- what comes with iopkit


@pytest.mark.parametrize("name", shipped_rule_sets())
def test_a_shipped_rule_set_is_sound_and_says_what_it_does_not_cover(name: str) -> None:
    rules = load_rule_set(name)

    named = {rules.basis.source, *(rule.basis.source for rule in rules.rules if rule.basis)}
    assert rules.id == name
    assert named == {source.id for source in rules.sources}
    assert all(rule.title for rule in rules.rules)
    assert rules.note
    assert rules.is_label == name.startswith("asam")


@pytest.mark.parametrize("name", shipped_rule_sets())
def test_a_shipped_rule_set_validates(name: str) -> None:
    node, found = read_yaml(shipped_text(f"rules/{name}.yaml"), name)

    assert not found
    assert not list(Draft202012Validator(rule_set_schema()).iter_errors(node.plain()))


def test_the_schema_is_a_schema_and_refuses_mistakes() -> None:
    Draft202012Validator.check_schema(rule_set_schema())
    validator = Draft202012Validator(rule_set_schema())

    assert json.loads(json.dumps(rule_set_schema())) == rule_set_schema()
    for before, after in (("standing: state", "standing: x"), ("id: our-state\n", "")):
        node, _ = read_yaml(GOOD.replace(before, after), "ours.yaml")
        assert list(validator.iter_errors(node.plain()))


def test_rule_sets_are_no_pathways() -> None:
    assert not set(shipped_names()) & set(shipped_rule_sets())


def test_the_page_of_rule_sets_is_what_the_files_say() -> None:
    """When this fails, run ``python tests/reference_of_rule_sets.py`` and read the difference."""
    assert PAGE.read_text(encoding="utf-8") == renewed()


def test_the_example_of_the_how_to_page_is_a_rule_set() -> None:
    page = (PAGE.parents[1] / "how-to" / "write-a-rule-set.md").read_text(encoding="utf-8")

    rules = loads_rule_set(page.partition("```yaml\n")[2].partition("```")[0])

    assert (rules.id, len(rules.rules)) == ("our-county", 3)
