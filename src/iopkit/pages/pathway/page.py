"""One page of a whole pathway: for the wall of a browser, for paper, for a phone."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from iopkit.criteria.rule_sets.conformance import judged
from iopkit.describe.conformance import rule_sets_section, rule_tables
from iopkit.describe.names import PathwayNames
from iopkit.describe.pathway.document import other_sections
from iopkit.describe.pathway.inventory import in_words
from iopkit.describe.pathway.level import level_section
from iopkit.describe.pathway.overview import NO_LEVELS, referrers
from iopkit.describe.pathway.sources import source_sections
from iopkit.model.rule import About
from iopkit.pages.citations import Citations
from iopkit.pages.document import html_document
from iopkit.pages.pathway.overview import glance_html
from iopkit.pages.readiness.form import readiness_html
from iopkit.pages.renderer import HtmlRenderer
from iopkit.pages.template import filled, part
from iopkit.pages.week.part import SECONDS, week_part
from iopkit.week.search_stage import unwatched

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iopkit.describe.blocks import Block
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
    citations = Citations(source.id for source in pathway.sources)
    html, names = HtmlRenderer(citations), PathwayNames.of(pathway)
    levels = sorted(pathway.levels, key=lambda each: -each.rank)
    body = filled(
        "pathway.html",
        holds=in_words(pathway),
        no_levels=NO_LEVELS,
        referrals=html.line(referrers(pathway)),
        levels=html.blocks((level_section(each, pathway, names) for each in levels), 3),
        others=html.blocks(other_sections(pathway, names), 3),
        live=live,
        pathway=pathway,
        glance=glance_html(pathway, html, names),
        readiness=readiness_html(pathway),
        rules=html.blocks(_rules(pathway, rule_sets), 3),
        # Last, for by now everything above has its marks.
        rests=html.blocks(source_sections(pathway), 3),
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


def _rules(pathway: Pathway, rule_sets: Iterable[RuleSet]) -> Iterator[Block]:
    """Yield the programs against the rule sets about programs, and what these are."""
    known = [each for each in rule_sets if each.about is About.PROGRAM]
    yield from rule_tables(pathway, {each.id: judged(pathway, each) for each in known})
    if known:
        yield rule_sets_section(known)
