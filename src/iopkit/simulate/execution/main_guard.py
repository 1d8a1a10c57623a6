"""Scripts that run again in every process they start, because nothing keeps them from it."""

from __future__ import annotations

import ast
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from concurrent.futures import Executor

WITHOUT_GUARD: Final = (
    "the workers ended before they began, because each of them runs this script again; put what "
    'the script does under `if __name__ == "__main__":`'
)


def lacks_main_guard(executor: Executor) -> bool:
    """Whether the processes of an executor fail because the running script has no main guard.

    Processes that are not forked import the script first, and it would start further ones.
    False where there is no script, or it cannot be read.
    """
    if not isinstance(executor, ProcessPoolExecutor):
        return False
    context = getattr(executor, "_mp_context", None)  # Python keeps it to itself
    if context is None or context.get_start_method() == "fork":
        return False
    script = getattr(sys.modules.get("__main__"), "__file__", None)
    if script is None:
        return False
    try:
        module = ast.parse(Path(script).read_bytes())
    except (OSError, SyntaxError, ValueError):
        return False
    return not any(_is_guard(statement) for statement in module.body)


def _is_guard(statement: ast.stmt) -> bool:
    """Whether a statement asks for the name of the module, as the guard does."""
    return isinstance(statement, ast.If) and any(
        isinstance(node, ast.Name) and node.id == "__name__" for node in ast.walk(statement.test)
    )
