"""From a situation file to `Situation` values and the pathway on which they are tried."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.diagnostics.catalogue.situations import NOT_TRIED, SITUATIONS_WITHOUT_PATHWAY
from iopkit.diagnostics.diagnostic import Diagnostic
from iopkit.diagnostics.kind import Severity
from iopkit.errors import IopkitError, PathwayError
from iopkit.files.compose.file_kind import FileKind, another_kind
from iopkit.files.compose.load import load
from iopkit.files.compose.rule_set_file import load_rule_set
from iopkit.files.compose.shipped_files import find_shipped
from iopkit.files.format.expectation import RuleSets
from iopkit.files.format.situation import KEYS, read_head, read_situations, read_sound
from iopkit.files.schema.context import ReadingContext, UnreadableNodeError
from iopkit.files.schema.value_type import TextType
from iopkit.files.yaml.strict_yaml import read_yaml
from iopkit.files.yaml.text import folder_of, name_of, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from iopkit.criteria.placement.situation import Situation
    from iopkit.files.yaml.node import Node
    from iopkit.files.yaml.text import TextSource
    from iopkit.model.pathway import Pathway
    from iopkit.model.rule import RuleSet

_BEGIN: Final = "see iopkit try --help for how one begins"


@attrs.frozen(kw_only=True)
class Situations:
    """What a situation file holds.

    Parameters
    ----------
    pathway
        Where the situations are tried.
    rule_sets
        The rule sets of the pathway, and those that the situations name, by id.
    situations
        The situations, in the order of the file.
    warnings
        What is probably not meant, such as 0.85 for 85 %.
    """

    pathway: Pathway
    rule_sets: Mapping[str, RuleSet] = attrs.field(factory=dict)
    situations: tuple[Situation, ...] = attrs.field(default=(), converter=tuple["Situation", ...])
    warnings: tuple[Diagnostic, ...] = attrs.field(default=(), converter=tuple["Diagnostic", ...])


def load_situations(
    source: TextSource,
    *,
    pathway: Pathway | None = None,
    rule_sets: Callable[[str], RuleSet] = load_rule_set,
    read: Callable[[str], Pathway] = load,
) -> Situations:
    """Return the situations in a file. Reads the file, and that of the pathway.

    Parameters
    ----------
    source
        The file.
    pathway
        Where to try them; None for the pathway that the file names. A situation that makes sense
        on that one, and not here, is among the situations all the same, and
        `iopkit.criteria.placement.situation_result.try_situation` says what is missing.
    rule_sets
        Gives a rule set by its name, besides those of the pathway; `load_rule_set`, unless
        plugins give rule sets too.
    read
        Gives the pathway of a file or name; `load`, unless plugins give pathways too.

    Raises
    ------
    UnreadableError
        When a file is not there, or is not the YAML of this format.
    PathwayError
        When something in it cannot be used; lists everything, and repeats no answer.
    """
    return loads_situations(
        read_text(source),
        name=name_of(source),
        folder=folder_of(source),
        pathway=pathway,
        rule_sets=rule_sets,
        read=read,
    )


def loads_situations(  # noqa: PLR0913  as `load_situations`, and where the text comes from
    text: str,
    *,
    name: str = "<text>",
    folder: Path = Path(),
    pathway: Pathway | None = None,
    rule_sets: Callable[[str], RuleSet] = load_rule_set,
    read: Callable[[str], Pathway] = load,
) -> Situations:
    """Return the situations in a text; otherwise as `load_situations`.

    Parameters
    ----------
    text
        What the file says.
    name
        The name to show for it.
    folder
        From where the file of the pathway is looked for.
    pathway, rule_sets, read
        As in `load_situations`.

    >>> found = loads_situations(
    ...     "{iopkit: 1, pathway: standard, situations: [{name: A, expect: {not: iop}}]}"
    ... )
    >>> found.pathway.id, found.situations[0].name
    ('standard', 'A')
    """
    root, complaints = read_yaml(text, name, private=True, begin=_BEGIN)
    other = another_kind(root, name, FileKind.SITUATIONS)
    if other is not None:
        raise PathwayError([other])
    reading = ReadingContext(root, list(complaints))
    try:
        named = read_head(root, reading)
        tried_on = pathway or _pathway(named, root, folder, read, reading)
    except UnreadableNodeError:
        raise _refused(reading) from None
    known = _rule_sets_of(tried_on, rule_sets)
    elsewhere: Callable[[Node], Situation | None] | None = None
    if pathway is not None and named is not None:
        elsewhere = _Elsewhere(
            lambda: _pathway(named, root, folder, read, ReadingContext(root)), known
        )
    situations = tuple(read_situations(root, tried_on, known, reading, elsewhere=elsewhere))
    if any(each.severity is Severity.ERROR for each in reading.complaints):
        raise _refused(reading)
    return Situations(
        pathway=tried_on,
        rule_sets=known.found,
        situations=situations,
        warnings=reading.complaints,
    )


@attrs.define
class _Elsewhere:
    """Reads situations as the pathway that the file names understands them."""

    load: Callable[[], Pathway]
    known: RuleSets
    _own: tuple[Pathway, RuleSets] | None = None
    _is_broken: bool = False

    def __call__(self, node: Node) -> Situation | None:
        """Return the situation, or None when it makes no sense there either."""
        if self._own is None and not self._is_broken:
            try:
                pathway = self.load()
            except (IopkitError, UnreadableNodeError):
                self._is_broken = True  # then the complaints about the other pathway are told
            else:
                self._own = pathway, _rule_sets_of(pathway, self.known.find)
        if self._own is None:
            return None
        pathway, rule_sets = self._own
        found = read_sound(node, pathway, rule_sets)
        for name in set(rule_sets.found) - {each.id for each in pathway.rule_sets}:
            self.known.found.setdefault(name, rule_sets.found[name])
        return found


def _rule_sets_of(pathway: Pathway, find: Callable[[str], RuleSet]) -> RuleSets:
    return RuleSets({each.id: each for each in pathway.rule_sets}, find)


def _pathway(
    node: Node | None,
    root: Node,
    folder: Path,
    read: Callable[[str], Pathway],
    reading: ReadingContext,
) -> Pathway:
    if node is None:
        hint = KEYS["pathway"]
        reading.refuse(SITUATIONS_WITHOUT_PATHWAY(), root.head, hint)
    name = TextType().read(node, reading)
    beside = folder / name
    is_name = Path(name).name == name and Path(name).suffix not in {".yaml", ".yml"}
    is_file = not is_name or (_is_file(beside) and find_shipped(name) is None)
    try:
        return read(os.fspath(beside) if is_file else name)
    except PathwayError as error:
        first = error.complaints[0]
        if first.line:  # it is there, and what is wrong inside it has its own place
            raise
        told = first.kind.code.kind(NOT_TRIED)(name=name, reason=first.message)
        raise type(error)([Diagnostic.at(node.mark, told, first.hint)]) from None


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113  `Path.is_file` fails on a name too long


def _refused(reading: ReadingContext) -> PathwayError:
    return PathwayError(sorted(reading.complaints, key=lambda c: (c.line, c.column)))
