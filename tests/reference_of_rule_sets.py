"""Write docs/reference/rule-sets.md anew: its introduction stays, the rest is the shipped files."""

from pathlib import Path

from iopkit.criteria.language.write import write
from iopkit.describe.rule_set import arranged
from iopkit.files.compose.rule_set_file import load_rule_set
from iopkit.files.compose.shipped_files import shipped_rule_sets
from iopkit.model.basis import Source
from iopkit.model.rule import Rule, RuleSet

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "rule-sets.md"
BEGIN = "<!-- begin: written by tests/reference_of_rule_sets.py -->"


def renewed() -> str:
    """Return the page as it should be."""
    introduction = PAGE.read_text(encoding="utf-8").partition(BEGIN)[0].rstrip()
    rule_sets = arranged(load_rule_set(name) for name in shipped_rule_sets())
    overview = [
        "| rule set | what it is | standing | edition | in force from |",
        "|---|---|---|---|---|",
    ]
    overview += [_row(each) for each in rule_sets]
    return "\n".join([f"{introduction}\n", f"{BEGIN}\n", *overview, "", *map(_section, rule_sets)])


def _row(rule_set: RuleSet) -> str:
    start = "" if rule_set.in_force is None else rule_set.in_force.isoformat()
    cells = [f"`{rule_set.id}`", rule_set.title, rule_set.standing.value, rule_set.edition, start]
    return f"| {' | '.join(cells)} |"


def _section(rule_set: RuleSet) -> str:
    lines = [f"### `{rule_set.id}`", "", "| rule | criterion | from |", "|---|---|---|"]
    lines += [_rule(rule) for rule in rule_set.rules]
    lines += ["", rule_set.note, "", *map(_source, rule_set.sources)]
    return "\n".join([*lines, ""])


def _rule(rule: Rule) -> str:
    wished = " (looked for, not asked)" if rule.prefer else ""
    return f"| {rule.title}{wished} | `{write(rule.criterion)}` | {rule.basis} |"


def _source(source: Source) -> str:
    who = ", ".join(part for part in (source.by, str(source.year or ""), source.where) if part)
    note = f" {source.note}" if source.note else ""
    return f"- *{source.id}*: {source.title}{f' ({who})' if who else ''}.{note}"


if __name__ == "__main__":
    PAGE.write_text(renewed(), encoding="utf-8")
