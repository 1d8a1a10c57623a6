"""`iopkit export`: a pathway in a form that other programs read."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from iopkit.cli.io.file_output import write_new
from iopkit.cli.io.plugin_access import registry, without
from iopkit.cli.io.terminal import look, note, show, show_json, show_name
from iopkit.cli.options.completion import EXPORTER, PATHWAY
from iopkit.cli.options.pathway_argument import json_option, read_pathway
from iopkit.errors import IopkitError, PluginError, UnknownNameError
from iopkit.hookspecs import PROJECT
from iopkit.registry.extension_kind import ExtensionKind
from iopkit.registry.plugin_output import printing_on_stderr

if TYPE_CHECKING:
    from iopkit.hookspecs import Exporter
    from iopkit.model.pathway import Pathway


@click.command(
    epilog="""\b
Examples:
  iopkit export --list
  iopkit export standard --to mermaid
  iopkit export my-clinic.yaml --to edges -o moves.csv
""",
)
@click.argument("file", required=False, type=PATHWAY, metavar="FILE")
@click.option(
    "--to",
    "name",
    type=EXPORTER,
    metavar="NAME",
    help="The form, one of those that --list shows.",
)
@click.option("-o", "--out", type=click.Path(), metavar="OUT", help="The file to write.")
@click.option("--list", "lists", is_flag=True, help="List the forms, those of plugins too.")
@json_option
def command(
    *, file: str | None, name: str | None, out: str | None, lists: bool, as_json: bool
) -> None:
    """Write a pathway in a form that other programs read.

    What is text goes to stdout, or with -o to a file, as everything else does. A file that is there
    already is never overwritten.
    """
    if lists:
        if file is not None or name is not None or out is not None:
            raise click.UsageError("--list stands alone: it is about every form.")
        _list(as_json=as_json)
        return
    if file is None or name is None:
        raise click.UsageError("FILE and --to NAME say what to write; --list shows the forms.")
    if as_json:
        raise click.UsageError("--json goes with --list; a form is what its exporter makes of it.")
    plugin, exporter = _exporter(name)
    made = _made(plugin, name, exporter, read_pathway(file))
    if out is not None:
        write_new(out, made)
        show_name(out)
    elif isinstance(made, bytes):
        hint = f"give a file: -o {name}{exporter.suffix}"
        raise click.UsageError(f"'{name}' is no text, so it cannot be printed; {hint}")
    elif sys.stdout.isatty():
        show(made)
    else:  # another program reads it: not a character may change
        click.echo(made.encode(), nl=False)


def _list(*, as_json: bool) -> None:
    found = registry(ExtensionKind.EXPORTER)
    known = [(name, found.exporter(name)) for name in found.names(ExtensionKind.EXPORTER)]
    forms = [(name, *given) for name, given in known if given is not None]
    if as_json:
        values = [
            {"name": name, "plugin": plugin, "suffix": each.suffix, "title": each.title}
            for name, plugin, each in forms
        ]
        show_json("iopkit/exporters", {"exporters": values})
        return
    room = max(len(name) for name, _, _ in forms)
    wide = max(len(each.suffix) for _, _, each in forms)
    for name, plugin, each in forms:
        of = "" if plugin == PROJECT else f" (plugin {plugin})"
        first = f"{name.ljust(room)}  {each.suffix.ljust(wide)}  "
        show(look().wrapped(f"{each.title}{of}", first=first))
    for dispute in found.disputes(ExtensionKind.EXPORTER):
        note(f"Note: {dispute}")


def _exporter(name: str) -> tuple[str, Exporter]:
    found = registry(ExtensionKind.EXPORTER)
    given = found.exporter(name)
    if given is None:
        error = UnknownNameError("form", name, found.names(ExtensionKind.EXPORTER))
        words = (str(error), without(found))
        raise click.BadParameter("; ".join(filter(None, words)), param_hint="'--to'")
    return given


def _made(plugin: str, name: str, exporter: Exporter, pathway: Pathway) -> str | bytes:
    """Return all of what an exporter makes of a pathway.

    Raises
    ------
    PluginError
        When it fails, or returns something else, or a text that no file can hold.
    """
    try:
        with printing_on_stderr():
            made: object = exporter.write(pathway)
        if isinstance(made, str):
            made.encode()
    except KeyboardInterrupt:
        raise
    except IopkitError as error:  # it says by itself what is wrong
        raise PluginError(plugin, f"its exporter '{name}' cannot write this: {error}") from error
    except BaseException as error:
        message = f"its exporter '{name}' fails: {type(error).__name__}: {error}"
        raise PluginError(plugin, message) from error
    if not isinstance(made, str | bytes):
        kind = type(made).__name__
        raise PluginError(plugin, f"its exporter '{name}' must return text or bytes, not {kind}")
    return made
