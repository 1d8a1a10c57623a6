"""The installed version, from the metadata; its one source is `pyproject.toml`."""

from __future__ import annotations

from importlib.metadata import version
from typing import Final

__version__: Final = version("iopkit")
