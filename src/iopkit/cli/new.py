"""`iopkit new`: a first pathway file."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import click

from iopkit.cli.terminal import note, show
from iopkit.files.atomic import write_text
from iopkit.files.starter import starter


@click.command(
    epilog="""\b
Examples:
  iopkit new --title "Crest View"              writes crest-view.yaml
  iopkit new clinic.yaml --title "My clinic"
""",
)
@click.argument("path", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--title", default="My facility", show_default=True, help="The name people read.")
@click.option(
    "--id", "name", help="The short name, such as crest-view; made of the title if absent."
)
def command(path: Path | None, title: str, name: str | None) -> None:
    """Write a first pathway file, each line explained.

    The file starts from the standard pathway and holds one example of everything. A file that is
    there already is never overwritten.
    """
    name = name or _identifier(title)
    path = path or Path(f"{name}.yaml")
    try:
        write_text(path, starter(name, title))
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    except FileExistsError:
        raise click.UsageError(f"{path} is there already; choose another name.") from None
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}.") from None
    show(f"{path}")
    note(f"Open it in a text editor, change a line, then: iopkit check {path}")


def _identifier(title: str) -> str:
    """Return the title as an id: "Crest View" is crest-view."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-")
    return re.sub(r"^[^a-z]+", "", words) or "my-facility"
