"""A form in which a pathway can be handed on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from iopkit.errors import InvalidValueError
from iopkit.model.validators import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from iopkit.model.pathway import Pathway

_SUFFIX: Final = re.compile(r"(\.[A-Za-z0-9]+)+")


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

    title: str = attrs.field(validator=text)
    suffix: str = attrs.field()
    write: Callable[[Pathway], str | bytes] = attrs.field(validator=attrs.validators.is_callable())

    @suffix.validator
    def _begins_with_a_dot(self, _attribute: object, suffix: str) -> None:
        if not _SUFFIX.fullmatch(suffix):
            raise InvalidValueError(f"a suffix is a dot and letters, such as .html, not '{suffix}'")
