"""A directive that runs iopkit and shows what it made: what the gallery shows is what is made.

```{made} iopkit draw standard -o standard.svg
:about: What is to be seen, for those who cannot see it.
```

Commands run in a folder that holds the examples, when the pages are built. A picture is shown, a
page is shown in a frame, and anything else is offered for download.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from docutils import nodes
from docutils.parsers.rst import Directive, directives

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

HERE: Final = Path(__file__).parent
FOLDER: Final = HERE / "_made"
FRAME: Final = '<iframe src="{path}" title="{about}" width="100%" height="640" loading="lazy">'


class Made(Directive):
    """Runs one command and shows the command and what it wrote."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], object]]] = {
        "about": directives.unchanged_required,
        "hidden": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Return the command, and the picture, frame or link."""
        command = " ".join(self.arguments[0].split())
        words = shlex.split(command)
        done = subprocess.run(  # noqa: S603  written in these pages
            [sys.executable, "-m", *words],
            cwd=FOLDER,
            env={**os.environ, "COLUMNS": "100", "PYTHONUTF8": "1", "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise self.error(f"{command} ended with {done.returncode}: {done.stderr}")
        if "hidden" in self.options:
            return []
        typed = nodes.literal_block(command, f"$ {command}", language="console")
        if "-o" not in words:
            return [typed, nodes.literal_block(done.stdout, done.stdout, language="text")]
        return [typed, *self._shown(words[words.index("-o") + 1])]

    def _shown(self, name: str) -> list[nodes.Node]:
        about = self.options["about"]
        if name.endswith((".svg", ".png")):
            return [nodes.image(uri=f"_made/{name}", alt=about)]
        link = nodes.reference(name, name, refuri=name)
        if not name.endswith(".html"):
            return [nodes.paragraph("", "", link)]
        frame = FRAME.format(path=name, about=about.replace('"', "&quot;")) + "</iframe>"
        below = nodes.paragraph("", "", nodes.Text("The same by itself: "), link)
        return [nodes.raw("", frame, format="html"), below]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Make the folder afresh, and hand out what is made beside the pages."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for example in (HERE.parent / "examples").glob("*.yaml"):
        shutil.copy(example, FOLDER)
    app.add_directive("made", Made)
    app.connect("build-finished", _hand_out)
    return {"parallel_read_safe": False}


def _hand_out(app: Sphinx, exception: Exception | None) -> None:
    if exception is None:
        for made in FOLDER.iterdir():
            if made.suffix in {".html", ".ics", ".svg", ".png"}:
                shutil.copy(made, app.outdir)
