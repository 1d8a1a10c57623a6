"""Plugins that are installed for one test: a module and what an installer writes beside it."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from pathlib import Path


@attrs.frozen
class Site:
    """A folder of installed distributions that is on the import path of a test."""

    folder: Path

    def install(self, name: str, text: str = "", *, entry: str = "", version: str = "1.0") -> str:
        """Install the distribution ``acme-NAME`` with one plugin; returns the name of its module.

        Parameters
        ----------
        name
            Of the distribution, and of the plugin when `entry` is empty.
        text
            What the module says, after its imports.
        entry
            The name of the plugin.
        version
            Of the distribution.
        """
        module = f"acme_{name.replace('-', '_')}"
        imports = "from pathlib import Path\nfrom iopkit.hookspecs import Command, hookimpl\n"
        code = f"{imports}HERE = Path(__file__).parent\n{dedent(text)}"
        (self.folder / f"{module}.py").write_text(code, encoding="utf-8")
        info = self.folder / f"acme_{name}-{version}.dist-info"
        info.mkdir()
        metadata = f"Metadata-Version: 2.1\nName: acme-{name}\nVersion: {version}\n"
        (info / "METADATA").write_text(metadata, encoding="utf-8")
        points = f"[iopkit]\n{entry or name} = {module}\n"
        (info / "entry_points.txt").write_text(points, encoding="utf-8")
        return module

    def write(self, name: str, text: str) -> Path:
        """Write a file beside the modules."""
        path = self.folder / name
        path.write_text(dedent(text), encoding="utf-8")
        return path
