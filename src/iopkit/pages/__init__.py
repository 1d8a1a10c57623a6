"""HTML documents, each one self-contained file. The names below are the public ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iopkit.pages.document import html_document as html_document
    from iopkit.pages.pathway.page import pathway_page as pathway_page
    from iopkit.pages.report.report import report_page as report_page
    from iopkit.pages.week.week import week_document as week_document
else:
    from iopkit.lazy_names import lazy_names

    __getattr__, __dir__ = lazy_names(__name__)
