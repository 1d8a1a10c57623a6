"""`iopkit draw`: the staircase of a pathway as a picture."""

from __future__ import annotations

import shutil
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

import click

from iopkit.cli.io.file_output import write_new
from iopkit.cli.io.run_output import opened
from iopkit.cli.io.terminal import look, show, show_name
from iopkit.cli.options.completion import RUN
from iopkit.cli.options.pathway_argument import file_argument, read_pathway
from iopkit.draw.characters.picture import drawn
from iopkit.draw.staircase.staircase import staircase_picture

if TYPE_CHECKING:
    from iopkit.model.pathway import Pathway
    from iopkit.simulate import Run

FORMS: Final = (".svg", ".png")
"""What a picture can be written as, by the end of the file's name."""


@click.command(
    epilog="""\b
Examples:
  iopkit draw standard
  iopkit draw my-clinic.yaml -o pathway.svg
  iopkit draw my-clinic.yaml -o poster.png --scale 4
  iopkit draw my-clinic.yaml --run my-run -o flows.svg
""",
)
@file_argument
@click.option("-o", "--out", type=click.Path(), metavar="OUT", help="The .svg or .png to write.")
@click.option(
    "--run",
    "run_folder",
    type=RUN,
    metavar="RUN",
    help="Show the clients a year, places used and waits of a kept run.",
)
@click.option(
    "--scale",
    type=click.FloatRange(0.25, 8),
    metavar="N",
    help="How large a .png is: 2 is sharp on a screen, 4 in print.  [default: 2]",
)
def command(*, file: str, out: str | None, run_folder: str | None, scale: float | None) -> None:
    """Draw the levels, the transitions between them, and how stays end.

    Without -o the picture is printed in characters. An .svg can be opened in a browser and edited,
    a .png put into a letter or slides. A file that is there already is never overwritten.
    """
    suffix = _suffix(out)
    if scale is not None and suffix != ".png":
        raise click.UsageError("--scale is for a .png; an .svg is sharp at any size.")
    pathway = read_pathway(file)
    run = None if run_folder is None else opened(run_folder)
    if out is None:
        _print(file, pathway, run)
        return
    picture = staircase_picture(pathway, run)
    if suffix == ".svg":
        made = picture.svg().encode()
    else:
        from iopkit.draw.picture.png import png  # resvg, which an .svg does without

        made = png(picture, scale=scale or 2)
    write_new(out, made)
    show_name(out)


def _suffix(out: str | None) -> str:
    """Return the form that a file name asks for; nothing without a file.

    Raises
    ------
    click.UsageError
        When it asks for none that there is.
    """
    if out is None:
        return ""
    suffix = PurePath(out).suffix.lower()
    if suffix not in FORMS:
        name = f"{PurePath(out).stem or 'pathway'}.svg"
        raise click.UsageError(
            f"{out} says no form that can be drawn; end the name in .svg or .png, as in -o {name}. "
            "Forms for other programs: `iopkit export --list`."
        )
    return suffix


def _print(file: str, pathway: Pathway, run: Run | None) -> None:
    """Print the picture in characters, if the terminal is wide enough."""
    how = look()
    # Wider than other reports: a picture has no lines to read.
    width = max(shutil.get_terminal_size(fallback=(80, 24)).columns, 40)
    made = drawn(pathway, run, width=width, unicode=how.unicode)
    if made.needs > width:
        raise click.UsageError(
            f"the picture needs {made.needs} columns, and here are {width}: make the window wider, "
            f"write a file (-o pathway.svg), or see `iopkit show {file}`."
        )
    title, *rest = made.lines
    show("\n".join([how.strong(title), *rest]))
