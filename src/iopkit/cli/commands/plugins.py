"""`iopkit plugins`: which plugins are installed, what each adds, and what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from iopkit.cli.io.failure import PROBLEMS
from iopkit.cli.io.plugin_access import say_where
from iopkit.cli.io.terminal import look, show, show_json
from iopkit.cli.options.pathway_argument import json_option
from iopkit.criteria.logic.verdict import Verdict
from iopkit.describe.wording import counted
from iopkit.errors import nearest
from iopkit.hookspecs import PROJECT
from iopkit.registry import DISABLE, ExtensionKind, load_registry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopkit.registry import Registry
    from iopkit.terminal.style import DisplayStyle


@click.command(
    epilog=f"""\b
Examples:
  iopkit plugins
  iopkit plugins --json
  {DISABLE}=riverside iopkit check clinic.yaml

Exit code 1 says that something is wrong with a plugin; the rest works all the same.
""",
)
@json_option
@click.pass_context
def command(ctx: click.Context, *, as_json: bool) -> None:
    """List the installed plugins, what each adds, what is wrong.

    A plugin adds pathways, parts that pathway files use, rule sets, forms for `iopkit export`, or
    commands. The variable IOPKIT_DISABLE_PLUGINS names plugins to leave out.
    """
    from iopkit.cli.command_names import COMMANDS

    found = load_registry(commands=COMMANDS)
    for problem in found.problems:
        say_where(problem, ctx)
    if as_json:
        show_json("iopkit/plugins", {**found.to_dict(), "exit_code": _code(found)})
    else:
        show("\n".join(_lines(found, look())))
    ctx.exit(_code(found))


def _code(found: Registry) -> int:
    return PROBLEMS if found.problems else 0


def _lines(found: Registry, page: DisplayStyle) -> Iterator[str]:
    room = max(len(kind.plural) for kind in ExtensionKind)
    for each in found.contributions():
        plugin = each.plugin
        of = plugin.distribution not in {"", plugin.name}
        words = [plugin.name, plugin.version, f"({plugin.distribution})" if of else ""]
        yield page.strong(page.wrapped(" ".join(word for word in words if word)))
        if plugin.is_disabled:
            yield page.wrapped(f"left out, because {DISABLE} names it", first="  ")
        for kind, names in each.gives.items():
            if names:
                first = f"  {kind.plural.ljust(room)}  "
                yield page.wrapped(", ".join(names), first=first)
        for shown, path in each.files.items():
            yield page.wrapped(f"{shown} is {path}", first="  ")
        for message in each.problems:
            yield page.wrapped(message, first=f"  {page.sign(Verdict.NOT_MET)} ")
        yield ""
    for name in found.unmatched:
        yield page.wrapped(_unmatched(found, name))
        yield ""
    plugins = counted(sum(each.name != PROJECT for each in found.plugins), "plugin")
    wrong = len(found.problems)
    yield f"{plugins}, {counted(wrong, 'problem') if wrong else 'no problems'}."


def _unmatched(found: Registry, name: str) -> str:
    """Say that a name to leave out is no plugin's."""
    if name == PROJECT:
        return f"{DISABLE} names '{name}', which cannot be left out."
    hint = nearest(name, [each.name for each in found.plugins if each.name != PROJECT])
    there = f"{DISABLE} names '{name}', and no plugin of this name is installed"
    return f"{there}; {hint}" if hint else f"{there}."
