"""The page about hooks and the hooks themselves say the same."""

import inspect
import re
from pathlib import Path

from iopkit import hookspecs
from iopkit.registry import ExtensionKind

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "hooks.md"


def test_the_page_has_every_hook_with_its_signature() -> None:
    shown = re.findall(r"^### `(.+)`$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    hooks = [
        f"{name}{str(inspect.signature(value)).replace(chr(39), '')}"
        for name, value in vars(hookspecs).items()
        if name.startswith("iopkit_")
    ]

    assert shown == hooks


def test_every_kind_has_its_hook() -> None:
    assert [kind.hook for kind in ExtensionKind] == [
        name for name in vars(hookspecs) if name.startswith("iopkit_")
    ]
