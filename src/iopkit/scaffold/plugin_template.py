"""The files of a first plugin: a distribution that gives one pathway.

>>> sorted(plugin_files("north-bay", "North Bay"))[:3]
['README.md', 'pyproject.toml', 'src/iopkit_north_bay/__init__.py']
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from iopkit.files.compose.shipped_files import shipped_names, shipped_text
from iopkit.files.schema.emitter import scalar
from iopkit.scaffold.starter import checked_name

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
LONGEST: Final = 40
"""The most letters of a name: it becomes the name of folders. [characters]"""


def plugin_files(name: str, title: str) -> Mapping[str, str]:
    """Return the text of each file of a plugin, by its path in the plugin's folder.

    Parameters
    ----------
    name
        What the pathway is called: small letters, digits and single ``-``. The distribution is
        then ``iopkit-NAME``.
    title
        The name that people read.

    Raises
    ------
    ValueError
        When the name is not one, or is that of a pathway that comes with iopkit, or the title is
        empty or cannot be shown.
    """
    if not _NAME.fullmatch(name) or len(name) > LONGEST:
        msg = (
            f"'{name}' cannot name a plugin: use up to {LONGEST} small letters, digits and single "
            "'-' between them, starting with a letter"
        )
        raise ValueError(msg)
    if name == "iopkit":
        msg = "'iopkit' is the name of iopkit's own part, so no plugin can have it; choose another"
        raise ValueError(msg)
    if name in shipped_names():
        msg = f"'{name}' is the name of a pathway that comes with iopkit; choose another"
        raise ValueError(msg)
    checked_name(name, title)
    heading = " ".join(title.split())
    module = f"iopkit_{name.replace('-', '_')}"
    words = {
        "name": name,
        "module": module,
        "heading": heading,
        "title": scalar(heading),
        # What a JSON string says, a TOML string says too; and no text can end the Python one.
        "description": json.dumps(f"{heading}: its care pathway for iopkit.", ensure_ascii=False),
        "docstring": _docstring(f"{heading} for iopkit, as one pathway file."),
    }
    package = f"src/{module}"
    paths = {
        "pyproject.toml": "pyproject.toml",
        "README.md": "README.md",
        f"{package}/__init__.py": "module.py",
        f"{package}/facility.yaml": "facility.yaml",
        "tests/test_facility.py": "test_facility.py",
    }
    texts = {path: _filled(shipped_text(f"plugin/{f}.txt"), words) for path, f in paths.items()}
    return {**texts, f"{package}/py.typed": ""}


def _filled(text: str, words: Mapping[str, str]) -> str:
    return re.sub(r"\{\{(\w+)\}\}", lambda found: words[found[1]], text)


def _docstring(text: str) -> str:
    """Return a text as a docstring, whatever it holds."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"""{escaped}"""'
