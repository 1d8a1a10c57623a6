"""`iopkit new`: a first pathway file."""

from __future__ import annotations

import re
import sys
import unicodedata
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from iopkit.cli.commands.new_plugin import command as plugin
from iopkit.cli.io.file_output import refuse_taken, write_new
from iopkit.cli.io.terminal import is_closed, note, show_name
from iopkit.cli.options.new_pathway import from_options
from iopkit.scaffold.starter import starter

if TYPE_CHECKING:
    from collections.abc import Callable

    from iopkit.scaffold.facility import Facility

PLUGIN: Final = "plugin"
"""The word after `new` that asks for a plugin; a file has a suffix."""

SUFFIXES: Final = (".yaml", ".yml")


class _New(click.Command):
    """`iopkit new FILE`, which hands `iopkit new plugin NAME` on."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: object,
    ) -> click.Context:
        """Return the context in which a file is made, or a plugin."""
        if args[:1] == [PLUGIN]:
            return plugin.make_context(f"{info_name} {PLUGIN}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


def _each(help_text: str, metavar: str, *names: str) -> Callable[..., Callable[..., object]]:
    return click.option(*names, multiple=True, metavar=metavar, help=help_text)


@click.command(
    cls=_New,
    epilog="""\b
Examples:
  iopkit new crest-view.yaml          asks up to ten questions, at a terminal
  iopkit new --title "Crest View"     an example of everything
  iopkit new clinic.yaml --title "My clinic" --level iop --level aftercare
    --places iop=36 --admit iop=safe_home --move-on iop=attendance=80
  iopkit new plugin crest-view        see iopkit new plugin --help

\b
Statements for --admit, all of which must be true. Where you give one for a
level, what is usual there and not given goes; what is for safety stays:
physically_stable, little_withdrawal, sober_while_attending.
  physically_stable, little_withdrawal, detox_first, residential_first,
  safe_home, supportive_home, sober_while_attending, able_to_take_part,
  committed, no_self_harm, little_mental_illness, working

\b
Statements for --move-on, on top of what is usual; your attendance replaces
the usual one. At the least intensive level: who has completed it.
  attendance=80, no_use, weeks=6, weak_cravings, knows_triggers, plan
""",
)
@click.argument("path", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--title", help="The name people read.  [default: My facility]")
@click.option(
    "--id", "name", help="The short name, such as crest-view; made of the title if absent."
)
@_each("A level that is offered, one or several times; all six if absent.", "LEVEL", "--level")
@_each("How many places a level has, such as iop=36.", "LEVEL=N", "--places")
@_each("On how many days a week a client comes: iop=3.", "LEVEL=N", "--days")
@_each("How many hours a week that is: iop=9.", "LEVEL=N", "--hours")
@_each("How long it lasts: iop='8 to 12 weeks'.", "LEVEL=TIME", "--length")
@_each("A therapy of a level; those of one level are all that it has.", "LEVEL=NAME", "--therapy")
@_each("A specialised group of the IOP, or none.", "NAME", "--group")
@_each("Who is admitted, see below.", "LEVEL=STATEMENT", "--admit")
@_each("When a client moves on to less, or has completed.", "LEVEL=STATEMENT", "--move-on")
def command(
    path: Path | None, title: str | None, name: str | None, **answers: tuple[str, ...]
) -> None:
    """Write a first pathway file, each part explained.

    At a terminal it asks up to ten plain questions, each of which can be left open. With options it
    takes them as answers; with --title alone, or without a terminal, it writes an example of
    everything. The file starts from the standard pathway. A file that is there already is never
    overwritten.
    """
    if path is not None and path.suffix not in SUFFIXES:
        raise click.UsageError(
            f"'{path}' does not end in .yaml: write a file name such as {path.name}.yaml. "
            f"For a plugin: iopkit new plugin {_identifier(path.name)}"
        )
    if path is not None:
        refuse_taken(path)
    if path is not None and not path.parent.is_dir():
        raise click.UsageError(f"{path} cannot be written: there is no folder {path.parent}.")
    facility: Facility | None = None
    if any(answers.values()):
        facility = from_options(_spoken(title), answers)
    elif title is None and name is None and _at_terminal():
        from iopkit.cli.io.prompts import asked

        facility = asked()
        path = path or _free(_identifier(facility.title))
    title = facility.title if facility is not None else _spoken(title)
    name = name or _identifier(title)
    path = path or Path(f"{name}.yaml")
    try:
        text = _text(name, title, facility)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    write_new(path, text)
    show_name(path)
    note(f"Open it in a text editor, change a line, then: iopkit check {path}")


def _free(name: str) -> Path:
    """Return a file name that is not taken yet: nobody should answer ten questions in vain."""
    path = Path(f"{name}.yaml")
    for number in count(2):
        if not path.exists():
            break
        path = Path(f"{name}-{number}.yaml")
    return path


def _text(name: str, title: str, facility: Facility | None) -> str:
    if facility is None:
        return starter(name, title)
    from iopkit.scaffold.pathway import first_file

    return first_file(name, facility)


def _spoken(title: str | None) -> str:
    return "My facility" if title is None else title


def _at_terminal() -> bool:
    """Whether somebody is there to be asked."""
    streams = (sys.stdin, sys.stderr)
    return not any(is_closed(stream) for stream in streams) and all(s.isatty() for s in streams)


def _identifier(title: str) -> str:
    """Return the title as an id: "Crest View" is crest-view."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-")
    return re.sub(r"^[^a-z]+", "", words) or "my-facility"
