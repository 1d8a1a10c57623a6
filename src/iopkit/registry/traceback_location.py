"""Where in a plugin something failed."""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import traceback
from pathlib import Path
from typing import Final

_PYTHON: Final = frozenset((importlib.__file__, importlib.metadata.__file__))
"""The modules of Python that import others; the rest of it is frozen and has no file."""

_OURS: Final = f"{Path(__file__).parent}{os.sep}"
"""The folder of what calls plugins."""


def place_of(error: BaseException) -> str:
    """Return the file and line at which an exception was raised, in brackets after a space.

    Empty where it has none, as for a module that is not there at all. The frames of Python's own
    import are passed over.

    >>> place_of(SyntaxError("invalid syntax", ("acme.py", 3, 1, "x =")))
    ' (acme.py:3)'
    >>> place_of(RuntimeError("never raised"))
    ''
    """
    if isinstance(error, SyntaxError) and error.filename:
        return f" ({error.filename}:{error.lineno})"
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if not frame.filename.startswith(("<", _OURS)) and frame.filename not in _PYTHON
    ]
    return f" ({frames[-1].filename}:{frames[-1].lineno})" if frames else ""
