"""What tests of a pathway, or of a plugin that gives one, can ask for in a line.

Every function raises `AssertionError` with a text for the person who reads the test run, so it
works with any test runner::

    import iopkit_riverside
    from iopkit.testing import assert_places, assert_proved, check_plugin


    def test_the_pathway():
        (pathway,) = check_plugin(iopkit_riverside)
        assert_proved(pathway)
        assert_places(pathway, "detox", {"physically_stable": False})

The name of a plugin's own pathway is found without installing the plugin.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from iopkit.criteria.logic.verdict import Verdict
from iopkit.criteria.placement.place import place
from iopkit.errors import AnswerError, IopkitError, UnknownNameError
from iopkit.files.compose.load import examine, examine_text
from iopkit.files.compose.rule_set_file import load_rule_set
from iopkit.model.client import Client, Stay
from iopkit.registry import DISABLE, ExtensionKind, load_registry
from iopkit.registry.command_import import imported
from iopkit.registry.reserved_names import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from iopkit.criteria.logic.explain import Reason
    from iopkit.criteria.placement.placement import Placement
    from iopkit.files.compose.load import Examined
    from iopkit.files.compose.shipped_files import Finder
    from iopkit.model.assessment import Value
    from iopkit.model.pathway import Pathway
    from iopkit.registry import Registry

__all__ = ["assert_places", "assert_proved", "check_pathway", "check_plugin"]


def check_pathway(source: object) -> Pathway:
    """Return a pathway about which `iopkit check` has nothing to say, warnings included.

    Parameters
    ----------
    source
        A file, the name of a shipped pathway or of one that an installed plugin gives, or a plugin
        itself that gives exactly one.

    Raises
    ------
    AssertionError
        When there is anything to say; the text is all of it, with files and lines.

    >>> check_pathway("standard").id
    'standard'
    """
    if isinstance(source, str | os.PathLike):
        return _checked(source, load_registry())
    pathways = check_plugin(source)
    if len(pathways) != 1:
        names = ", ".join(pathway.id for pathway in pathways) or "none"
        msg = f"the plugin gives {len(pathways)} pathways ({names}): use check_plugin"
        raise AssertionError(msg)
    return pathways[0]


def check_plugin(plugin: object) -> tuple[Pathway, ...]:
    """Return the pathways of a plugin whose hooks and files are all as they should be.

    Its pathways, parts and rule sets are read, and its commands imported; exporters are not called.
    A part that no pathway of the plugin uses is laid over ``standard``.

    Parameters
    ----------
    plugin
        The module, or the object, that the entry point names. It need not be installed; what its
        files extend from other plugins has to be.

    Raises
    ------
    AssertionError
        When a hook is not one, gives what it must not, a file has an error or a warning, or a
        command is not where the plugin says; the text is all of it.
    """
    name = str(getattr(plugin, "__name__", type(plugin).__name__))
    registry = load_registry(entry_points=False, extra=[(name, plugin)], commands=COMMANDS)
    if any(each.is_disabled for each in registry.plugins if each.name == name):
        msg = f"plugin '{name}' is left out, because the environment variable {DISABLE} says so"
        raise AssertionError(msg)
    wrong = [str(problem) for problem in registry.problems]
    pathways: list[Pathway] = []
    used: set[str] = set()

    def pathway(each: str, registry: Registry) -> None:
        pathways.append(_checked(each, registry, used))

    def part(each: str, registry: Registry) -> None:
        if each not in used:
            _checked_part(each, registry)

    checks = {
        ExtensionKind.PATHWAY: pathway,
        ExtensionKind.PART: part,  # after the pathways, which may use it
        ExtensionKind.RULE_SET: _checked_rule_set,
        ExtensionKind.COMMAND: _checked_command,
    }
    for kind, check in checks.items():
        for each in [one for one, giver in registry.names(kind).items() if giver == name]:
            try:
                check(each, registry)
            except (AssertionError, IopkitError) as error:
                wrong.append(str(error))
    if wrong:
        # A fault of what several of them extend is told once.
        raise AssertionError("\n".join(dict.fromkeys(wrong)))
    return tuple(pathways)


def assert_proved(pathway: Pathway, *, seconds: float = 60.0) -> None:
    """Fail unless a solver finds nothing that is not listed under ``accepted``.

    Parameters
    ----------
    pathway
        What is proved about.
    seconds
        How long the proof may take; what is not decided by then fails. [s]

    Raises
    ------
    AssertionError
        With every finding, the rules that conflict, and a made-up client who shows it.
    MissingExtraError
        When the extra ``prove`` is not installed.

    >>> assert_proved(check_pathway("standard"))
    """
    import attrs

    from iopkit.prove.prove import prove  # z3: only for those who prove
    from iopkit.terminal.proof import proved
    from iopkit.terminal.style import DisplayStyle

    proof = prove(pathway, seconds=seconds)
    own = pathway.origins.get(("id",))
    origins = [pathway.origins.get(("accepted", place)) for place in range(len(pathway.accepted))]
    inherited = [
        entry
        for entry, at in zip(pathway.accepted, origins, strict=True)
        if own is not None and at is not None and at.file != own.file
    ]
    stale = [entry for entry in proof.stale if entry not in inherited]
    proof = attrs.evolve(proof, stale=stale)
    if proof.open or proof.stale or not proof.is_decided:
        file = own.file if own is not None else pathway.id
        raise AssertionError(proved(pathway, proof, DisplayStyle(), file=file, seconds=seconds))


def assert_places(
    pathway: Pathway,
    level: str | None,
    facts: Mapping[str, Value],
    *,
    history: Iterable[str | Stay] = (),
) -> None:
    """Fail unless a made-up client is placed at a level for certain.

    Parameters
    ----------
    pathway
        Whose rules count.
    level
        The id of the level; None for a client whom no level takes, whatever is still unknown.
    facts
        Answers by the name of the fact.
    history
        Earlier stays, the oldest first; a name alone is a level that was completed.

    Raises
    ------
    AssertionError
        With where the client is placed instead, and which rules stand in the way.

    >>> assert_places(check_pathway("standard"), "detox", {"physically_stable": False})
    """
    stays = tuple(
        Stay(level=each, completed=True) if isinstance(each, str) else each for each in history
    )
    try:
        if level is not None:
            pathway.level(level)
        placement = place(pathway, Client(facts=facts, history=stays))
    except (AnswerError, UnknownNameError) as error:
        raise AssertionError(f"this client cannot be placed: {error}") from error
    if not placement.is_settled or placement.level != (level or ""):
        raise AssertionError(_instead(pathway, level, placement))


def _instead(pathway: Pathway, level: str | None, placement: Placement) -> str:
    """Say where a client is placed, and why not as expected. No answer is repeated."""
    wanted = f"at '{level}'" if level is not None else "nowhere"
    if not placement.is_settled:
        options = " or ".join(f"'{each}'" for each in placement.possible)
        found = f"at {options}, as far as is known" if options else "nowhere, as far as is known"
        found += f"; not answered: {', '.join(placement.ask)}"
    else:
        found = f"at '{placement.level}'" if placement.level else "nowhere"
    lines = [f"expected the client to be placed {wanted}, but they are placed {found}"]
    if level is not None:
        fit = placement.fit(level)
        lines += [
            f"  {level}: {reason.verdict}: {_title(reason)}"
            for reason in fit.reasons
            if reason.verdict is fit.verdict is not Verdict.MET
        ]
        other = placement.level
        if (
            fit.verdict is Verdict.MET
            and other
            and pathway.level(other).rank < pathway.level(level).rank
        ):
            lines.append(f"  {level} would do, but '{other}' is less intensive and will do as well")
    return "\n".join(lines)


def _title(reason: Reason) -> str:
    """Return a rule in words; of a floor, its criterion too."""
    if not reason.title:
        return reason.text
    return f"{reason.title} ({reason.parts[0].text})" if reason.parts else reason.title


def _checked(
    source: str | os.PathLike[str], registry: Registry, used: set[str] | None = None
) -> Pathway:
    """Return a pathway without fault, and note which parts it uses."""
    find_part = _parts(registry)

    def noting(name: str) -> tuple[str, str] | None:
        if used is not None:
            used.add(name)
        return find_part(name)

    try:
        examined = examine(source, find=_pathways(registry), find_part=noting)
    except IopkitError as error:
        raise AssertionError(str(error)) from error
    return _faultless(examined)


def _checked_part(name: str, registry: Registry) -> None:
    text = f"{{iopkit: 1, id: try-out, title: Try-out, extends: standard, uses: [{name}]}}"
    _faultless(examine_text(text, find=_pathways(registry), find_part=_parts(registry)))


def _checked_rule_set(name: str, registry: Registry) -> None:
    load_rule_set(name, find=registry.find_rule_set)


def _checked_command(name: str, registry: Registry) -> None:
    given = registry.command(name)
    if given is not None:
        imported(given[0], name, given[1])


def _faultless(examined: Examined) -> Pathway:
    if examined.complaints or examined.pathway is None:
        raise AssertionError("\n".join(str(complaint) for complaint in examined.complaints))
    return examined.pathway


def _pathways(registry: Registry) -> Finder:
    return _first(registry.find, lambda name: load_registry().find(name))


def _parts(registry: Registry) -> Finder:
    return _first(registry.find_part, lambda name: load_registry().find_part(name))


def _first(own: Finder, installed: Finder) -> Finder:
    """Return what finds a plugin's own names, then those of installed plugins."""
    return lambda name: own(name) or installed(name)
