"""The report of simulated runs, as one HTML page that holds everything it needs."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from iopkit.describe.pathway.inventory import in_words
from iopkit.describe.pathway.sources import source_sections
from iopkit.describe.wording import days
from iopkit.errors import InvalidValueError
from iopkit.model.provenance.citations import figures as stated
from iopkit.pages.citations import Citations
from iopkit.pages.document import html_document
from iopkit.pages.renderer import HtmlRenderer
from iopkit.pages.report.comparison import comparison_html, paired
from iopkit.pages.report.reproduction import command_of, repeated
from iopkit.pages.report.run import run_html
from iopkit.pages.template import filled, part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iopkit.simulate.run import Run


def report_page(runs: Mapping[str, Run]) -> str:
    """Return the report of one run, or of several, held against the first of them.

    What was asked, the answers in sentences, charts with their numbers, what changes between runs,
    what every number rests on, and how to repeat it. The page asks nobody for anything. Same runs,
    same bytes.

    Parameters
    ----------
    runs
        The runs by what they are called; at least one.

    Raises
    ------
    ValueError
        When there is no run.
    RunFolderError
        When a file of a run cannot be read.
    MissingExtraError
        When pyarrow is not installed.
    """
    if not runs:
        msg = "a report needs a run"
        raise InvalidValueError(msg)
    made = HtmlRenderer(name="chart")
    base, first = next(iter(runs.items()))
    pathway = first.scenario.pathway
    several = len(runs) > 1
    # The comparison comes first, and its figures have the first numbers.
    pairs, apart = paired(runs)
    compared = comparison_html(runs, pairs, apart, made) if several else ""
    parts = [
        (
            f"run-{at}",
            name,
            run_html(run, made, prefix=f"run-{at}-" if several else "", depth=3 if several else 2),
        )
        for at, (name, run) in enumerate(runs.items(), 1)
    ]
    citations = Citations(source.id for source in pathway.sources)
    body = filled(
        "report.html",
        base=base,
        compared=compared,
        days=days(first.scenario.days),
        holds=in_words(pathway),
        more=_more(runs),
        pairs=pairs,
        parts=parts,
        pathway=pathway,
        repeats=[_repeat(name, run) for name, run in runs.items()],
        replications=first.scenario.replications,
        rests=HtmlRenderer(citations).blocks(source_sections(pathway), 3),
        several=several,
    )
    return html_document(
        title=f"{pathway.title}: report",
        body=body,
        styles=[part("report.css")],
        foot=filled("report_foot.html", iopkit=version("iopkit")),
    )


def _more(runs: Mapping[str, Run]) -> list[tuple[str, list[str]]]:
    """Return what the other runs' pathways state otherwise than the first one's."""
    first, *others = runs.items()
    known = {(what, value) for _, what, value, _ in stated(first[1].scenario.pathway)}
    found = []
    for name, run in others:
        new = dict.fromkeys(
            f"{what}: {value}{f' ({basis})' if basis else ''}"
            for _, what, value, basis in stated(run.scenario.pathway)
            if value and (what, value) not in known
        )
        found.append((name, list(new)))
    return [(name, new) for name, new in found if new]


def _repeat(name: str, run: Run) -> tuple[str, tuple[tuple[str, str], ...], str, str]:
    """Return the name of a run, what it depends on, the command to repeat it, and its folder."""
    told = run.provenance
    return name, repeated(run, told), command_of(run, told), _folder(run)


def _folder(run: Run) -> str:
    """Return the name of the folder of a run, not where on this machine it is."""
    return "" if run.folder is None else run.folder.resolve().name
