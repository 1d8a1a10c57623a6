"""What a plugin can add to iopkit: one function for each kind of thing.

A plugin is a module or an object. It is found through the entry-point group ``iopkit`` and says
with `hookimpl` which of its functions are meant::

    from importlib.resources import files

    import iopkit.hookspecs


    @iopkit.hookspecs.hookimpl
    def iopkit_pathways():
        return {"riverside": files("riverside") / "riverside.yaml"}

A plugin returns values and receives nothing, so it can be tested without iopkit, and the order in
which plugins are installed changes nothing. What several plugins return is put together in
`iopkit.registry`, which also says who gave what.

The same holds for every hook. It is called at most once in a run of the command, and only when
somebody asks for a thing of its kind. A name that two plugins give cannot be used: asking for it is
an error that names both. A name of something that comes with iopkit stays with that one. An
exception leaves out what the hook would have given, and names the plugin; the rest works.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs
from pluggy import HookimplMarker, HookspecMarker

from iopkit.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from importlib.resources.abc import Traversable

    from iopkit.model.pathway import Pathway

PROJECT: Final = "iopkit"
"""The name that plugins are found under, in pluggy and as group of entry points."""

hookspec: Final = HookspecMarker(PROJECT)
hookimpl: Final = HookimplMarker(PROJECT)
"""Marks the functions of a plugin that iopkit should call."""

_SUFFIX: Final = re.compile(r"(\.[A-Za-z0-9]+)+")
_TARGET: Final = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*")


@attrs.frozen
class Command:
    """A command that a plugin adds, known without being imported.

    Parameters
    ----------
    target
        Where the command is, as ``package.module:attribute``: a `click.Command`, which is imported
        when somebody calls it.
    summary
        What it does, in one line, for the list of commands.

    Raises
    ------
    ValueError
        When the target has another form, or the summary is empty or longer than a line.

    >>> Command("iopkit_staffing.command:command", "Say how many hours the staff works.").module
    'iopkit_staffing.command'
    """

    target: str = attrs.field()
    summary: str = attrs.field()

    @target.validator
    def _leads_to_something(self, _attribute: object, target: str) -> None:
        if not _TARGET.fullmatch(target):
            raise InvalidValueError(
                f"a command is given as package.module:attribute, not '{target}'"
            )

    @summary.validator
    def _one_line(self, _attribute: object, summary: str) -> None:
        if not summary.strip() or not summary.isprintable():
            raise InvalidValueError("the summary of a command is one line that says what it does")

    @property
    def module(self) -> str:
        """The module that is imported when the command is called."""
        return self.target.partition(":")[0]

    @property
    def attribute(self) -> str:
        """The name of the command in its module."""
        return self.target.partition(":")[2]


@attrs.frozen(kw_only=True)
class Exporter:
    """A form in which a pathway can be handed on: a picture's source, a page, a table.

    Parameters
    ----------
    title
        What comes out, in a few words.
    suffix
        How the name of such a file ends, with the dot: ``.graphml``, ``.html``.
    write
        Makes the whole of it. Text is written in UTF-8; bytes are written as they are, and never to
        a terminal.

    Raises
    ------
    ValueError
        When the title is empty or the suffix has no dot.

    >>> Exporter(title="The name only", suffix=".txt", write=lambda pathway: pathway.title).suffix
    '.txt'
    """

    title: str = attrs.field()
    suffix: str = attrs.field()
    write: Callable[[Pathway], str | bytes] = attrs.field(validator=attrs.validators.is_callable())

    @title.validator
    def _says_something(self, _attribute: object, title: str) -> None:
        if not title.strip():
            raise InvalidValueError("title must not be empty")

    @suffix.validator
    def _begins_with_a_dot(self, _attribute: object, suffix: str) -> None:
        if not _SUFFIX.fullmatch(suffix):
            raise InvalidValueError(f"a suffix is a dot and letters, such as .html, not '{suffix}'")


@hookspec
def iopkit_pathways() -> Mapping[str, Traversable]:
    """Return pathways by their name; the name is what a file says after ``extends``.

    Each value is a pathway file: a `pathlib.Path`, or a resource of `importlib.resources.files`. It
    is read when somebody asks for its name, and is checked like any other file.
    """
    return {}


@hookspec
def iopkit_parts() -> Mapping[str, Traversable]:
    """Return parts by their name; the name is what a file says after ``uses``.

    Each value is a pathway file without levels: therapies, programs, groups, questions of an
    assessment, sources, that the files of several facilities take. It is read when somebody asks
    for its name, and is checked like any other file.
    """
    return {}


@hookspec
def iopkit_rule_sets() -> Mapping[str, Traversable]:
    """Return rule sets by their name; the name is what somebody says after ``--against``.

    Each value is a rule-set file: a `pathlib.Path`, or a resource of `importlib.resources.files`.
    It is read when somebody asks for its name, or for all of them, and is checked like any other
    file.
    """
    return {}


@hookspec
def iopkit_exporters() -> Mapping[str, Exporter]:
    """Return exporters by their name; the name is what somebody says after ``export --to``.

    An exporter writes a pathway in a form that others read: the text of a page, the bytes of a
    picture. It is called when somebody asks for its name.
    """
    return {}


@hookspec
def iopkit_commands() -> Mapping[str, Command]:
    """Return commands of the command line by their name.

    They stand below *Plugins* in ``iopkit --help``. The module of a command is imported when
    somebody calls it, so the list of commands waits for none of them.
    """
    return {}
