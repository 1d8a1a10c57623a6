"""A rule set in a file of its own: read with the same care as a pathway.

>>> rule_set = load_rule_set("h0015")
>>> rule_set.title, [rule.title for rule in rule_set.rules]
('HCPCS H0015, intensive outpatient', ['At least 3 hours a day', 'At least 3 days a week'])
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

import attrs

from iopkit.diagnostics.catalogue.other_files import (
    NO_SUCH_RULE_SET,
    NO_SUCH_SOURCE,
    RULE_SET_WITHOUT_RULES,
)
from iopkit.diagnostics.catalogue.values import OTHER_VERSION
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.diagnostics.span import SourceSpan
from iopkit.errors import PathwayError, UnreadableError, nearest
from iopkit.files.compose.file_kind import FileKind, another_kind, instead, is_plainly, kind_of_text
from iopkit.files.compose.shipped_files import find_shipped_rule_set, shipped_rule_sets
from iopkit.files.format.assessment import SOURCES
from iopkit.files.format.transitions import RULE_SET
from iopkit.files.schema.context import ReadingContext, UnreadableNodeError
from iopkit.files.schema.provenance_keys import BASIS_KEYS
from iopkit.files.schema.record import FieldSpec, OneKeyOf, Record
from iopkit.files.schema.value_type import ConstantType, Id
from iopkit.files.yaml.node import Entries
from iopkit.files.yaml.strict_yaml import read_yaml
from iopkit.files.yaml.text import name_of, read_text
from iopkit.model.basis import Basis
from iopkit.model.check.criteria import choices, problems_about_programs
from iopkit.model.program_facts import PROGRAM_FACTS
from iopkit.model.rule import About, RuleSet

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from iopkit.files.compose.shipped_files import Finder
    from iopkit.files.schema.value_type import JsonSchema
    from iopkit.files.yaml.node import Node
    from iopkit.files.yaml.text import TextSource
    from iopkit.model.basis import Path

VERSION: Final = 1


_BEGIN: Final = "'iopkit rules NAME' shows one; a file begins with iopkit: 1, id and title"
_STAND_INS: Final = {
    "id": "draft",
    "title": "?",
    "about": About.PROGRAM,
    "basis": Basis(assumption="?"),
    "rules": (),
}


def _rule_set(*, iopkit: int = VERSION, **parts: Any) -> RuleSet:  # noqa: ANN401, ARG001  to attrs
    # What is missing has been complained about; the rules beside it are looked at all the same.
    stated = {name: part for name, part in parts.items() if part is not None}
    return RuleSet(**{**_STAND_INS, **stated})


*_MOST, _RULES = (
    # In a pathway a facility speaks for itself; a file of its own must say who does.
    attrs.evolve(key, required=True) if key.name == "standing" else key
    for key in RULE_SET.keys
)
RULE_SET_FILE: Final = Record(
    what="a rule-set file",
    build=_rule_set,
    basis="own",
    lenient=True,
    one_of=(OneKeyOf(BASIS_KEYS, required=True),),
    keys=(
        FieldSpec(
            "iopkit",
            ConstantType(VERSION, OTHER_VERSION),
            "The version of this format: 1.",
            required=True,
        ),
        FieldSpec("id", Id(), "The rule set's name in files and commands.", required=True),
        *_MOST,
        FieldSpec("sources", SOURCES, "References that the rest names, by id.", default=()),
        _RULES,
    ),
)


def load_rule_set(source: TextSource, *, find: Finder | None = None) -> RuleSet:
    """Return the rule set in a file, or a shipped one by its name. Reads files.

    Parameters
    ----------
    source
        A path, a name such as ``medicare-iop-2024``, bytes, an open file, or a resource of a
        package.
    find
        Knows more names, such as those of plugins; None for the shipped ones alone.

    Raises
    ------
    UnreadableError
        When there is no such file or name, or it is not the YAML of this format.
    PathwayError
        When what it says cannot be used; lists everything that is wrong.
    """
    name = name_of(source)
    found = (find or find_shipped_rule_set)(name) if isinstance(source, str) else None
    if found is not None:
        return loads_rule_set(found[1], name=found[0])
    if isinstance(source, str) and not names_a_file(name):
        raise no_rule_set(name, shipped_rule_sets())
    return loads_rule_set(read_text(source), name=name)


def loads_rule_set(text: str, *, name: str = "<text>") -> RuleSet:
    """Return the rule set in a text; otherwise as `load_rule_set`.

    >>> wish = "{iopkit: 1, id: ours, title: Ours, about: program, standing: guidance, "
    >>> wish += "assumption: our own wish, rules: [days_per_week <= 4]}"
    >>> loads_rule_set(wish).about
    <About.PROGRAM: 'program'>
    """
    kind = kind_of_text(text)
    if kind is not None:
        raise PathwayError([instead(kind, name, FileKind.RULE_SET)])
    private = not is_plainly(FileKind.RULE_SET, text)
    root, found = read_yaml(text, name, private=private, begin=_BEGIN)
    complaints = list(found)
    reading = ReadingContext(root, complaints)
    other = another_kind(root, name, FileKind.RULE_SET)
    if other is not None:
        raise PathwayError([other])
    try:
        rule_set = RULE_SET_FILE.read(root, reading)
    except UnreadableNodeError:
        rule_set = None
    if rule_set is not None:
        complaints += _nonsense(rule_set, root, reading.dropped)
    if rule_set is None or complaints:
        raise PathwayError(sorted(complaints, key=lambda each: (each.line, each.column)))
    return rule_set


def names_a_file(name: str) -> bool:
    """Whether a name stands for a file rather than for a rule set that somebody gives.

    >>> names_a_file("ours.yaml"), names_a_file("teds-iop")
    (True, False)
    """
    if name.endswith((".yaml", ".yml")) or "/" in name or os.sep in name:
        return True
    return os.path.exists(name)  # noqa: PTH110  `Path.exists` fails on a name too long


def no_rule_set(name: str, known: Iterable[str]) -> UnreadableError:
    """Return the error that a name is neither a rule set nor a file, with what was meant."""
    names = tuple(known)
    hint = nearest(name, names) or f"there are: {', '.join(names)}"
    return UnreadableError([Diagnostic.at(SourceSpan(name), NO_SUCH_RULE_SET(), hint)])


def rule_set_schema() -> JsonSchema:
    """Return the JSON Schema (2020-12) of the rule-set file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "iopkit rule-set file, version 1",
        **RULE_SET_FILE.schema(partial=False),
    }


def _nonsense(rule_set: RuleSet, whole: Node, dropped: Collection[Path]) -> Iterator[Diagnostic]:
    """Yield what no rule set can say: facts that no program has, sources that are not there."""
    root = whole.without(dropped)
    if not rule_set.rules and not dropped and "rules" in _keys(root):
        mark = root.at(("rules",)).head
        yield Diagnostic.at(mark, RULE_SET_WITHOUT_RULES())
    known = [source.id for source in rule_set.sources]
    for name, node in _named_sources(rule_set, root).items():
        if name not in known and ("sources",) not in dropped and ("sources", name) not in dropped:
            yield Diagnostic.at(node.mark, NO_SUCH_SOURCE(name=name), choices(name, known))
    if _is_about_programs(whole):
        for place, rule in enumerate(rule_set.rules):
            node = root.at(("rules", place, "if"))
            for problem in problems_about_programs(rule.criterion, PROGRAM_FACTS):
                mark = node.mark if problem.span is None else node.span(*problem.span)
                yield attrs.evolve(problem, place=mark)


def _is_about_programs(root: Node) -> bool:
    """Whether a file says so, be it with a slip of the pen."""
    about = root.child("about")
    return about is not None and str(about.value).casefold().startswith(About.PROGRAM)


def _keys(root: Node) -> tuple[str, ...]:
    return root.value.names() if isinstance(root.value, Entries) else ()


def _named_sources(rule_set: RuleSet, root: Node) -> dict[str, Node]:
    """Return the sources that are named, each with the first place that names it."""
    bases: list[tuple[Path, Basis | None]] = [((), rule_set.basis)]
    bases += [(("rules", place), rule.basis) for place, rule in enumerate(rule_set.rules)]
    found: dict[str, Node] = {}
    for path, basis in bases:
        if basis is not None and basis.source:
            # A rule without a source of its own has that of the rule set, which came first.
            found.setdefault(basis.source, root.at((*path, "source")))
    return found
