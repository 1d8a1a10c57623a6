"""The kinds of diagnostic: a code with its explanation, and the sentences that it comes in."""

from __future__ import annotations

from enum import StrEnum
from string import Formatter
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping


class Severity(StrEnum):
    """Whether a file can be used all the same."""

    ERROR = "error"
    WARNING = "warning"


class _Sentence(Formatter):
    """Format templates.

    =============  =====================================================================
    ``{n:#day}``   a number with its noun, in the singular or the plural: 1 day, 3 days
    ``{a:and}``    a list with a word before the last: iop, php and detox; also ``or``
    ``{a:'and'}``  the same with each in quotes
    ``{a:; }``     a list joined by what stands after the colon; by commas where nothing does
    =============  =====================================================================
    """

    def format_field(self, value: object, format_spec: str) -> str:
        """Return an argument as it stands in a sentence."""
        if isinstance(value, tuple):
            return _joined([str(each) for each in value], format_spec)
        if format_spec.startswith("#"):
            return f"{value} {format_spec[1:]}{'' if value == 1 else 's'}"
        return str(value) if isinstance(value, str) else format(value, format_spec)


def _joined(parts: list[str], how: str) -> str:
    word = _LAST.get(how)
    if word is None:
        return (how or ", ").join(parts)
    named = [f"'{each}'" for each in parts] if how != word else parts
    return f" {word} ".join(part for part in (", ".join(named[:-1]), *named[-1:]) if part)


_LAST: Final = {"and": "and", "or": "or", "'and'": "and", "'or'": "or"}


_SENTENCE: Final = _Sentence()


@attrs.frozen(kw_only=True)
class DiagnosticCode:
    """A sort of diagnostic: what the page of messages explains.

    Parameters
    ----------
    name
        One word that never changes.
    explanation
        What it means and what to do, in Markdown.
    example
        What makes it: lines of a pathway file that follow `iopkit`, `id` and `title`; a whole file
        when it begins with `iopkit`. Empty where no text of one file makes it.
    command
        What makes it otherwise: commands of a shell in an empty folder.
    severity
        Whether a file can be used all the same.
    """

    name: str
    explanation: str
    example: str = ""
    command: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Return the word."""
        return self.name

    def kind(self, template: str, hint: str = "") -> DiagnosticKind:
        """Return a kind of this code."""
        return DiagnosticKind(self, template, hint)


@attrs.frozen
class DiagnosticKind:
    """One wording of a code: the only place of a sentence.

    Parameters
    ----------
    code
        What it is a sort of.
    template
        What is wrong, as a sentence with named arguments.
    hint
        What to do, with the same arguments; empty when the sentence says it, or when the hint
        depends on more than they say.

    >>> code = DiagnosticCode(name="unknown-key", explanation="No such key is known.")
    >>> kind = code.kind("'{key}' is not known here", "known here: {known}")
    >>> told = kind(key="levls", known=("levels", "outcomes"))
    >>> told.text, told.hint
    ("'levls' is not known here", 'known here: levels, outcomes')
    """

    code: DiagnosticCode
    template: str
    hint: str = ""

    def __call__(self, **args: object) -> DiagnosticMessage:
        """Return what this kind says of these arguments."""
        return DiagnosticMessage(self, args)

    @property
    def severity(self) -> Severity:
        """Whether a file can be used all the same."""
        return self.code.severity

    @property
    def arguments(self) -> frozenset[str]:
        """The names of what the sentence and the hint need."""
        parts = [*_SENTENCE.parse(self.template), *_SENTENCE.parse(self.hint)]
        return frozenset(name for _, name, _, _ in parts if name)


@attrs.frozen
class DiagnosticMessage:
    """What is said, as a kind and its arguments; the only place where a sentence is made.

    Parameters
    ----------
    kind
        Its wording.
    args
        What fills the template, by name.
    """

    kind: DiagnosticKind
    args: Mapping[str, object] = attrs.field(factory=dict, hash=False)

    @property
    def text(self) -> str:
        """The sentence."""
        return _SENTENCE.vformat(self.kind.template, (), self.args)

    @property
    def sentence(self) -> str:
        """The sentence, with what to do behind it."""
        return f"{self.text}; {self.hint}" if self.hint else self.text

    @property
    def hint(self) -> str:
        """What to do, as far as the kind knows it."""
        return _SENTENCE.vformat(self.kind.hint, (), self.args)


@attrs.frozen(kw_only=True)
class DiagnosticSection:
    """A group of codes, as the page of messages has it.

    Parameters
    ----------
    title
        Its heading.
    introduction
        What holds for all of them, in Markdown; may be empty.
    codes
        Its codes, in the order of the page.
    """

    title: str
    introduction: str = ""
    codes: tuple[DiagnosticCode, ...]
