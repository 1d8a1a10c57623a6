"""Types of arguments that a shell completes: pathways, levels, programs, rule sets, runs, forms.

Somebody who presses Tab waits, and is told nothing: whatever cannot be read here is silently left
out, and said when the command runs.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from iopkit.model.pathway import Pathway
    from iopkit.registry import ExtensionKind

MOST: Final = 200
"""How many values are offered at the most."""

Offers: TypeAlias = Callable[[click.Context], Iterable[str]]


class CompletedName(click.ParamType[str]):
    """A name, of which those are offered that there are.

    Parameters
    ----------
    name
        What is named.
    offers
        Returns the names, given what stands on the command line so far.
    """

    def __init__(self, name: str, offers: Offers) -> None:
        self.name = name
        self.offers = offers

    def shell_complete(
        self, ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the names that begin so."""
        return _beginning(incomplete, self.offers(ctx))


class CompletedPath(click.Path):
    """A path, or a name that stands for one.

    Parameters
    ----------
    offers
        Returns the names and the paths to offer; where none begins so, the shell finds paths.
    otherwise
        What the shell looks for then: ``file`` or ``dir``.
    allow_dash
        Whether ``-`` is stdin.
    """

    def __init__(self, offers: Offers, otherwise: str = "file", *, allow_dash: bool) -> None:
        super().__init__(allow_dash=allow_dash)
        self.offers = offers
        self.otherwise = otherwise

    def shell_complete(
        self, ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return what begins so, or leave it to the shell."""
        found = _beginning(incomplete, self.offers(ctx))
        return found or [CompletionItem(incomplete, type=self.otherwise)]


def _beginning(incomplete: str, names: Iterable[str]) -> list[CompletionItem]:
    found = {name for name in names if name.startswith(incomplete) and name.isprintable()}
    return [CompletionItem(name) for name in sorted(found)[:MOST]]


def _pathways(ctx: click.Context) -> Iterator[str]:
    from iopkit.cli.io.plugin_access import may_be_there
    from iopkit.files.compose.shipped_files import shipped_names

    yield from shipped_names()
    yield from _files()
    if may_be_there():
        from iopkit.registry import ExtensionKind

        yield from _of_plugins(ctx, ExtensionKind.PATHWAY)


def _rule_sets(ctx: click.Context) -> Iterator[str]:
    from iopkit.registry import ExtensionKind

    yield from (each.id for pathway in _pathway(ctx) for each in pathway.rule_sets)
    yield from _of_plugins(ctx, ExtensionKind.RULE_SET)
    yield from _files()


def _exporters(ctx: click.Context) -> Iterable[str]:
    from iopkit.registry import ExtensionKind

    return _of_plugins(ctx, ExtensionKind.EXPORTER)


def _levels(ctx: click.Context) -> list[str]:
    return [level.id for pathway in _pathway(ctx) for level in pathway.levels]


def _levels_with_places(ctx: click.Context) -> list[str]:
    return [f"{level}=" for level in _levels(ctx)]


def _programs(ctx: click.Context) -> list[str]:
    return [program.id for pathway in _pathway(ctx) for program in pathway.programs]


def _outputs(_ctx: click.Context) -> Iterable[str]:
    from iopkit.schemas import output_names

    return output_names()


def _runs(_ctx: click.Context) -> Iterator[str]:
    """Yield the folders here that hold a run."""
    with contextlib.suppress(OSError):
        for path in Path().iterdir():
            if (path / "run.json").is_file():
                yield path.name


def _files() -> Iterator[str]:
    """Yield the files here that may hold a pathway."""
    with contextlib.suppress(OSError):
        for path in Path().iterdir():
            if path.suffix in {".yaml", ".yml"} and not path.name.startswith("."):
                yield path.name


def _of_plugins(ctx: click.Context, kind: ExtensionKind) -> Iterable[str]:
    from iopkit.cli.io.plugin_access import registry

    with contextlib.suppress(Exception):  # code of others
        return registry(kind, ctx).names(kind)
    return ()


def _pathway(ctx: click.Context) -> list[Pathway]:
    """Return the pathway that stands on the command line, if it can be read."""
    from iopkit.errors import IopkitError
    from iopkit.library import load

    # An option that still waits for its value keeps click from giving the arguments their names.
    given = [ctx.params.get(each) for each in ("file", "files", "base")]
    name = next((each for each in given if each), ctx.args)
    name = name[0] if isinstance(name, (tuple, list)) and name else name
    if isinstance(name, str) and name != "-":
        with contextlib.suppress(IopkitError, OSError):
            return [load(name)]
    return []


PATHWAY: Final = CompletedPath(_pathways, allow_dash=True)
RULE_SET: Final = CompletedPath(_rule_sets, allow_dash=False)
RUN: Final = CompletedPath(_runs, "dir", allow_dash=False)
LEVEL: Final = CompletedName("level", _levels)
LEVEL_PLACES: Final = CompletedName("places", _levels_with_places)
OUTPUT: Final = CompletedName("output", _outputs)
PROGRAM: Final = CompletedName("program", _programs)
EXPORTER: Final = CompletedName("exporter", _exporters)
