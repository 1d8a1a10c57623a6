"""The results as a file, from which the page is written."""

from __future__ import annotations

import json
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from validation.check import Check

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FILE: Final = Path(__file__).with_name("results.json")
SCHEMA: Final = "iopkit/validation"
PACKAGES: Final = ("iopkit", "numpy", "numba", "scipy", "ciw", "simpy")


@attrs.frozen(kw_only=True)
class Results:
    """What one run of the whole suite found.

    Parameters
    ----------
    versions
        Of Python and of the packages that took part.
    sections
        The checks by the id of their section.
    """

    versions: Mapping[str, str]
    sections: Mapping[str, Sequence[Check]]

    @classmethod
    def of(cls, sections: Mapping[str, Sequence[Check]]) -> Results:
        """Return the results of checks that were just made."""
        versions = {"python": platform.python_version()}
        for package in PACKAGES:
            try:
                versions[package] = version(package)
            except PackageNotFoundError:
                continue
        return cls(versions=versions, sections=sections)

    @classmethod
    def read(cls, file: Path = FILE) -> Results:
        """Return the results that were written before."""
        content = json.loads(file.read_text(encoding="utf-8"))
        sections = {
            name: [Check(**check) for check in checks]
            for name, checks in content["sections"].items()
        }
        return cls(versions=content["versions"], sections=sections)

    def write(self, file: Path = FILE) -> None:
        """Write the results."""
        sections = {
            name: [attrs.asdict(check) for check in checks]
            for name, checks in self.sections.items()
        }
        content = {"schema": SCHEMA, "version": 1, "versions": self.versions, "sections": sections}
        text = json.dumps(content, indent=1, ensure_ascii=False)
        file.write_text(text + "\n", encoding="utf-8")
