"""Every error that iopkit raises on purpose.

::

    IopkitError
     |-- PathwayError      a file says something that cannot be used   (ValueError)
     |-- UnreadableError   a file cannot be read at all                (ValueError)
     |-- CriterionError    a criterion is not written in the language  (ValueError)
     |-- IntegrityError    a pathway contradicts itself                (ValueError)
     |-- AnswerError       an answer does not suit its question        (ValueError)
     |-- UnknownNameError  a name that the pathway does not have       (KeyError)
     |-- InvalidValueError a value cannot be what it is meant for      (ValueError)
     |-- InvalidTypeError  a value is of another type than it must be  (TypeError)
     |-- ScenarioError     a scenario cannot be simulated              (ValueError)
     |-- RunFolderError    the folder of a run cannot be used          (ValueError)
     |-- LostWorkerError   whoever simulated is gone before the end    (RuntimeError)
     |-- MissingExtraError a part of iopkit is not installed           (ImportError)
     `-- PluginError       a plugin misbehaves; names it

The wording follows one rule: what happened, where, why it matters, what to do. The reader is a
nurse at the end of a shift. No error text repeats what a client answered.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iopkit.diagnostics.diagnostic import Diagnostic
    from iopkit.diagnostics.kind import DiagnosticMessage
    from iopkit.model.check.answers import Refusal


class IopkitError(Exception):
    """Anything that iopkit can explain; catch this to catch them all.

    Every one survives a process boundary with its type, text and attributes.
    """

    exit_code = 1

    def __reduce__(self) -> tuple[object, ...]:
        """Return how to make the error again, whatever its constructor asks for."""
        return _made_again, (type(self), self.args, vars(self).copy())


def _made_again(
    kind: type[IopkitError], args: tuple[object, ...], attributes: dict[str, object]
) -> IopkitError:
    error = kind.__new__(kind, *args)
    # What Python's own errors remember beside `args`, as `ImportError.msg`, their `__init__` sets.
    own = next(base for base in kind.__mro__ if base.__module__ == "builtins")
    own.__init__(error, *args)  # type: ignore[misc]  # of a built-in class, which knows it
    vars(error).update(attributes)
    return error


class PathwayError(IopkitError, ValueError):
    """A file was read, but what it says cannot be used.

    Attributes
    ----------
    complaints
        Every problem found, in the order of the file; never empty.
    """

    def __init__(self, complaints: Sequence[Diagnostic]) -> None:
        self.complaints = tuple(complaints)
        super().__init__("\n".join(first_of(self.complaints)))


class UnreadableError(PathwayError):
    """A file cannot be read at all: missing, too large, not text, or not YAML."""

    exit_code = 2


class CriterionError(IopkitError, ValueError):
    """A criterion is not written in the criteria language.

    Attributes
    ----------
    start, end
        The characters complained about, counted from 0.
    hint
        What to write instead; empty when there is no single answer.
    """

    def __init__(self, message: str, *, start: int, end: int, hint: str = "") -> None:
        self.message, self.start, self.end, self.hint = message, start, end, hint
        super().__init__(
            f"column {start + 1}: {message}" + (f" ({hint})" if hint else ""),
        )


class IntegrityError(IopkitError, ValueError):
    """A pathway contradicts itself, or mentions a name that it does not have.

    Attributes
    ----------
    problems
        Everything found, in the order of the file; never empty.
    """

    def __init__(self, problems: Sequence[Diagnostic]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class AnswerError(IopkitError, ValueError):
    """Something recorded about a client does not suit the assessment; never says what.

    Attributes
    ----------
    refusals
        Everything found; never empty.
    """

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("\n".join(str(refusal) for refusal in self.refusals))


class UnknownNameError(IopkitError, KeyError):
    """A name that does not exist; lists those that do, and the nearest."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, tuple(known)
        super().__init__(unknown_name(kind, name, self.known))

    def __str__(self) -> str:
        """Return the text itself: `KeyError` would show it in quotes."""
        return str(self.args[0])


class InvalidValueError(IopkitError, ValueError):
    """A value that cannot be what it is meant for, such as a share of 120 %.

    Attributes
    ----------
    parameter
        The parameter whose value it is; empty where several together are wrong.
    """

    def __init__(self, message: str, *, parameter: str = "") -> None:
        self.parameter = parameter
        super().__init__(message)


class InvalidTypeError(IopkitError, TypeError):
    """A value of another type than the one that it must have; names both, never the value."""

    def __init__(self, name: str, expected: str, given: object) -> None:
        self.name, self.expected, self.given = name, expected, type(given).__name__
        super().__init__(f"{name} must be {expected}, not {_with_article(self.given)}")


class ScenarioError(IopkitError, ValueError):
    """A scenario cannot be simulated as it stands.

    Attributes
    ----------
    said
        What is wrong, as a kind of the catalogue with its arguments.
    """

    def __init__(self, said: DiagnosticMessage, *, then: str = "") -> None:
        self.said = said
        super().__init__(f"{said.sentence}. {then}" if then else said.sentence)


class DeadlockError(ScenarioError):
    """Clients of a simulation wait for each other's places for ever."""


class RunFolderError(IopkitError, ValueError):
    """A folder is not the run that it should be, or cannot be read or written."""

    exit_code = 2


class LostWorkerError(IopkitError, RuntimeError):
    """A process or a machine that simulated is gone before it had finished."""


class MissingExtraError(IopkitError, ImportError):
    """A part of iopkit that this needs is not installed."""

    exit_code = 2

    def __init__(self, extra: str, purpose: str) -> None:
        self.extra = extra
        super().__init__(
            f"{purpose} needs the extra '{extra}', which is not installed: "
            f"pip install 'iopkit[{extra}]'",
        )


class PluginError(IopkitError):
    """A plugin misbehaves.

    Attributes
    ----------
    plugin
        The name under which it is installed.
    reason
        What is wrong with it.
    """

    def __init__(self, plugin: str, message: str) -> None:
        self.plugin, self.reason = plugin, message
        super().__init__(f"plugin '{plugin}': {message}")


def _with_article(kind: str) -> str:
    """Return the name of a type as it stands in a sentence."""
    if kind == "NoneType":
        return "None"
    return f"{'an' if kind[0].lower() in 'aeiou' else 'a'} {kind}"


MOST_PRINTED: Final = 100
"""How many complaints about a file are printed: nobody reads more, and most of them have one cause
(an assumption). All of them are in `PathwayError.complaints`, and in what `--json` prints."""


def first_of(complaints: Sequence[Diagnostic]) -> list[str]:
    """Return the texts of the first complaints, and how many more there are."""
    texts = [str(each) for each in complaints[:MOST_PRINTED]]
    more = len(complaints) - len(texts)
    if more:
        texts.append(f"... and {more:,} more; put these right first")
    return texts


def nearest(name: str, known: Iterable[str]) -> str:
    """Return "did you mean 'x'?" for the known name most like this one, or nothing."""
    close = nearest_name(name, known)
    return f"did you mean '{close}'?" if close else ""


def nearest_name(name: str, known: Iterable[str]) -> str:
    """Return the known name most like this one, or nothing."""
    close = get_close_matches(name, [str(item) for item in known], n=1, cutoff=0.6)
    return close[0] if close else ""


def unknown_name(kind: str, name: str, known: Iterable[str]) -> str:
    """Say that a name does not exist, with the nearest one or the list of those that do."""
    known = tuple(known)
    hint = nearest(name, known) or (f"there are: {', '.join(known)}" if known else "there are none")
    return f"no {kind} named '{name}'; {hint}"
