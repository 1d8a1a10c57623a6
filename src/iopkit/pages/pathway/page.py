"""One page of a whole pathway: for the wall of a browser, for paper, for a phone."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from iopkit.describe.wording import listed
from iopkit.pages.document import html_document
from iopkit.pages.pathway.citation_marks import Marks
from iopkit.pages.pathway.levels import levels_html
from iopkit.pages.pathway.overview import glance_html
from iopkit.pages.pathway.references import rests_html
from iopkit.pages.pathway.rule_table import rule_table_html
from iopkit.pages.readiness.form import readiness_html
from iopkit.pages.template import filled, part
from iopkit.pages.week.part import SECONDS, week_part
from iopkit.terminal.inventory import in_words
from iopkit.week.search_stage import unwatched

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iopkit.model.pathway import Pathway
    from iopkit.model.rule import RuleSet
    from iopkit.week.search_stage import Watch


def pathway_page(  # noqa: PLR0913  what a page holds, and what its week may take
    pathway: Pathway,
    rule_sets: Iterable[RuleSet] = (),
    *,
    week: bool = True,
    seconds: float = SECONDS,
    watch: Watch = unwatched,
    live: str = "",
) -> str:
    """Return a pathway as one HTML page that holds everything it needs.

    The staircase, every level in detail, the form that says whether a client is ready for a level,
    the week, the programs against rule sets, and what all of it rests on. The page asks nobody for
    anything and keeps nothing. Same pathway, same bytes, unless the time for
    the week was up.

    Parameters
    ----------
    pathway
        The pathway.
    rule_sets
        What its programs are held against.
    week
        Whether the week is laid out, which needs the extra ``week`` and some seconds.
    seconds
        How long that may take. Where it was not enough, the page is made all the same and says so.
        [s]
    watch
        Is told how far the week is.
    live
        What the page is a version of, when a server shows it and knows newer ones; empty for a
        page on its own.
    """
    marks = Marks(pathway)
    body = filled(
        "pathway.html",
        referrals=listed([each.by for each in pathway.referrals]),
        holds=in_words(pathway),
        levels=levels_html(pathway, marks),
        live=live,
        pathway=pathway,
        glance=glance_html(pathway),
        readiness=readiness_html(pathway),
        rules=rule_table_html(pathway, rule_sets),
        # Last, for by now everything above has its marks.
        rests=rests_html(pathway, marks),
        week=week_part(pathway, seconds=seconds, watch=watch) if week else None,
    )
    return html_document(
        title=pathway.title,
        body=body,
        styles=[part("pathway.css"), part("readiness.css"), part("week.css")],
        scripts=[part("pathway.js"), part("readiness.js"), *([part("live.js")] if live else [])],
        connect=bool(live),
        foot=filled("foot.html", iopkit=version("iopkit"), pathway=pathway),
    )
