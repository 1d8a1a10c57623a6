"""From `--with`, `--set` and `--sweep` to pathways that differ from a base."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from iopkit.cli.io.stdin import spoken
from iopkit.cli.options.changes import ChangedPathway
from iopkit.files.compose.override import read_setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from iopkit.files.compose.override import Override

MOST_VALUES: Final = 10_000
"""How many values an axis has at most."""

_LABELLED: Final = re.compile(r"\s*([^=:]*[^=:\s])\s*:\s*([^=]+=.*)", re.DOTALL)
_NUMBER: Final = r"-?\d{1,12}(?:\.\d{1,6})?"
_STEPS: Final = re.compile(
    rf"\s*({_NUMBER})\s*\.\.\s*({_NUMBER})\s*/\s*({_NUMBER})\s*(.*)", re.ASCII
)


def changes(texts: Sequence[str]) -> dict[str, list[Override]]:
    """Return the changes of each scenario that `--set` makes, by the name of the scenario.

    Changes with the same name before a colon belong together, and so do all without one, which are
    called by what they change.

    Raises
    ------
    UnreadableError
        When a text is not a path and a value.
    """
    named: dict[str, list[str]] = {}
    for text in texts:
        labelled = _LABELLED.fullmatch(text)
        name, change = (labelled[1], labelled[2]) if labelled else ("", text)
        named.setdefault(name, []).append(change)
    return {
        name or "; ".join(change.strip().removeprefix("levels.") for change in some): [
            read_setting(change, name="--set") for change in some
        ]
        for name, some in named.items()
    }


def changed_pathways(
    base: str, files: Sequence[str], sets: Sequence[str]
) -> Iterator[tuple[str, ChangedPathway]]:
    """Yield the pathways to compare with their names, the base first.

    Raises
    ------
    PathwayError
        When one cannot be read or used.
    click.UsageError
        When two have the same name.
    """
    asked: list[tuple[str, str, Sequence[Override]]] = [(_stem(base), base, ())]
    asked += [(_stem(file), file, ()) for file in files]
    stems = [name for name, _, _ in asked]
    if len(set(stems)) < len(stems):  # the same name in two folders
        asked = [(spoken(file), file, ()) for _, file, _ in asked]
    asked += [(name, base, settings) for name, settings in changes(sets).items()]
    names = [name for name, _, _ in asked]
    twice = [name for i, name in enumerate(names) if name in names[:i]]
    if twice:
        msg = f"two scenarios are called '{twice[0]}'; give each a name of its own"
        raise click.UsageError(f"{msg}, as in --set 'more: levels.iop.places=48'.")
    for name, file, settings in asked:
        yield name, ChangedPathway.of(file, settings)


def axes(texts: Sequence[str]) -> dict[str, list[str]]:
    """Return the values of each `--sweep`, by the path that they change.

    >>> axes(["levels.iop.places=30..42/6", "levels.php.places=8, unlimited"])
    {'levels.iop.places': ['30', '36', '42'], 'levels.php.places': ['8', 'unlimited']}

    Raises
    ------
    click.BadParameter
        When one is not a path with values, or a path comes twice.
    """
    found: dict[str, list[str]] = {}
    for text in texts:
        path, equals, written = text.partition("=")
        path = path.strip()
        values = _values(written) if equals and path else []
        if not values:
            msg = f"'{text}' is not a path and its values, such as levels.iop.places=30..60/6"
            raise click.BadParameter(msg, param_hint="'--sweep'")
        if path in found:
            raise click.BadParameter(f"'{path}' is swept twice", param_hint="'--sweep'")
        found[path] = values
    return found


def swept_pathway(base: str, values: Mapping[str, str]) -> ChangedPathway:
    """Return one combination of a sweep; the base itself can be used.

    Raises
    ------
    UnreadableError
        When a value cannot be used.
    """
    settings = [read_setting(f"{path}={value}", name="--sweep") for path, value in values.items()]
    return ChangedPathway.of(base, settings)


def _values(text: str) -> list[str]:
    """Return the values that stand after the path: steps between two numbers, or a list."""
    steps = _STEPS.fullmatch(text)
    if steps is None and ".." in text:
        msg = f"'{text.strip()}' is no range: write LOW..HIGH/STEP in digits, such as 30..60/6"
        raise click.BadParameter(msg, param_hint="'--sweep'")
    if steps is None:
        values = [value.strip() for value in _split(text)]
        return values if all(values) else []
    low, high, step = (Decimal(number) for number in steps.groups()[:3])
    if step <= 0 or high < low:
        msg = f"'{text.strip()}' does not rise: write LOW..HIGH/STEP, such as 30..60/6"
        raise click.BadParameter(msg, param_hint="'--sweep'")
    number = int((high - low) / step) + 1
    if number > MOST_VALUES:
        msg = f"'{text.strip()}' has {number:,} values; at most {MOST_VALUES:,}: take wider steps"
        raise click.BadParameter(msg, param_hint="'--sweep'")
    unit = f" {steps[4].strip()}" if steps[4].strip() else ""
    return [f"{_plain(low + i * step)}{unit}" for i in range(number)]


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _split(text: str) -> list[str]:
    """Return the parts of a text between commas, of which those in brackets do not count."""
    parts, depth = [""], 0
    for char in text:
        depth += (char in "[{") - (char in "]}")
        if char == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _stem(file: str) -> str:
    name = spoken(file)
    return Path(name).stem if name.endswith((".yaml", ".yml")) else name
