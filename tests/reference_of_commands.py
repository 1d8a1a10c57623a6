"""Write docs/reference/cli.md anew: its introduction stays, the rest is what `--help` prints."""

import os
from pathlib import Path

from click.testing import CliRunner

from iopkit.cli import main
from iopkit.cli.command_names import COMMANDS

INNER = {"new": ("plugin",)}
"""Commands inside commands."""

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "cli.md"


def section(*words: str) -> str:
    """Return the section of a command."""
    helped = CliRunner().invoke(main, [*words, "--help"], prog_name="iopkit").stdout.rstrip()
    heading = " ".join(["iopkit", *words])
    return f"## `{heading}`\n\n<!-- begin -->\n```text\n{helped}\n```\n<!-- end -->\n"


def renewed() -> str:
    """Return the page as it should be."""
    introduction = PAGE.read_text(encoding="utf-8").partition("## `iopkit`")[0].rstrip()
    sections = [section()]
    for name in COMMANDS:
        sections += [section(name), *(section(name, inner) for inner in INNER.get(name, ()))]
    return "\n".join([f"{introduction}\n", *sections])


if __name__ == "__main__":
    os.environ["COLUMNS"] = "80"
    PAGE.write_text(renewed(), encoding="utf-8")
