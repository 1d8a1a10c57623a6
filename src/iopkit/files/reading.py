"""Where a reader is in a file, and what it has complained about so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import attrs

from iopkit.files.complaint import Complaint

if TYPE_CHECKING:
    from iopkit.files.code import Code
    from iopkit.files.node import Mark, Node
    from iopkit.model.basis import Basis
    from iopkit.model.origin import Path


class UnusableError(Exception):
    """A value cannot be used; why has been complained about already."""


@attrs.frozen
class Reading:
    """The place that is being read.

    The lists and sets are shared by all places of one file: they collect.

    Parameters
    ----------
    root
        The whole file.
    complaints
        What is wrong so far.
    dropped
        Paths of what could not be used: what refers to them is not to blame.
    path
        The way to the place.
    basis
        What numbers without a basis of their own rest on here; None for nothing.
    """

    root: Node
    complaints: list[Complaint] = attrs.field(factory=list)
    dropped: set[Path] = attrs.field(factory=set)
    path: Path = ()
    basis: Basis | None = None

    def inside(self, step: str | int) -> Reading:
        """Return the place one step further in."""
        return attrs.evolve(self, path=(*self.path, step))

    def based(self, basis: Basis | None) -> Reading:
        """Return the same place, where numbers rest on something else."""
        return attrs.evolve(self, basis=basis)

    def complain(self, code: Code, mark: Mark, message: str, hint: str = "") -> None:
        """Note that something is wrong, and go on."""
        self.complaints.append(Complaint.at(mark, code, message, hint))

    def refuse(self, code: Code, mark: Mark, message: str, hint: str = "") -> NoReturn:
        """Note that something is wrong, and give up this value."""
        self.complain(code, mark, message, hint)
        raise UnusableError

    def drop(self, step: str | int) -> None:
        """Remember that the value one step further in could not be used."""
        self.dropped.add((*self.path, step))
