"""What tests of the command line share: where their files are, and how a run looks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from click.testing import Result

if TYPE_CHECKING:
    import subprocess

GOLDEN = Path(__file__).parent / "cli" / "golden"
CASES = Path(__file__).parent / "cases" / "data"

Run: TypeAlias = Callable[..., Result]
Start: TypeAlias = Callable[..., "subprocess.CompletedProcess[bytes]"]
