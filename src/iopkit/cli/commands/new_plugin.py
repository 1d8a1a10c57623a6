"""`iopkit new plugin`: a first plugin, complete with its tests."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from iopkit.cli.io.file_output import writing
from iopkit.cli.io.terminal import note, show_name

if TYPE_CHECKING:
    from collections.abc import Mapping


@click.command(
    epilog="""\b
Example:
  iopkit new plugin riverside --title "Riverside"   makes the folder iopkit-riverside
""",
)
@click.argument("name")
@click.option("--title", help="The name people read; made of NAME if absent.")
@click.option(
    "--in",
    "folder",
    default=".",
    show_default="here",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder in which the plugin's own folder is made.",
)
def command(name: str, title: str | None, folder: Path) -> None:
    """Make a plugin that gives the pathway NAME: code, pathway file, tests.

    A plugin is a Python distribution. Once it is installed, every command knows its pathway by
    name, and other files can extend it. Its own tests pass from the start.
    """
    from iopkit.scaffold.plugin_template import plugin_files

    try:
        files = plugin_files(name, name.replace("-", " ").title() if title is None else title)
    except ValueError as error:
        raise click.UsageError(f"{error}.") from None
    made = folder / f"iopkit-{name}"
    with writing(made):
        _written(files, made)
    show_name(made)
    note(f"Its README says how to install it; its tests: cd {made} && pytest")


def _written(files: Mapping[str, str], made: Path) -> None:
    """Write a folder whole, or not at all."""
    if made.exists() or made.is_symlink():
        raise FileExistsError(made)
    temporary = Path(tempfile.mkdtemp(prefix=".iopkit-new.", dir=made.parent))
    try:
        for path, text in files.items():
            file = temporary / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        temporary.chmod(0o755)
        temporary.rename(made)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
