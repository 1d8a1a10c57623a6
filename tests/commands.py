"""What the tests of the command line share: where the golden files are, and how a run looks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from click.testing import Result

if TYPE_CHECKING:
    import subprocess

GOLDEN = Path(__file__).parent / "cli" / "golden"

Run: TypeAlias = Callable[..., Result]
Start: TypeAlias = Callable[..., "subprocess.CompletedProcess[bytes]"]
