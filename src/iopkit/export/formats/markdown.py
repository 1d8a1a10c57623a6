"""A pathway in Markdown: everything that its file says, for a wiki or a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iopkit.describe.pathway.document import describe_pathway
from iopkit.export.markdown_renderer import document_markdown
from iopkit.hookspecs import Exporter

if TYPE_CHECKING:
    from iopkit.model.pathway import Pathway


def markdown(pathway: Pathway) -> str:
    """Return all there is to say about a pathway.

    >>> from iopkit.model.pathway import Pathway
    >>> print(markdown(Pathway(id="p", title="Hill House")).splitlines()[0])
    # Hill House
    """
    return document_markdown(describe_pathway(pathway))


EXPORTER: Final = Exporter(
    title="All that the file says, in Markdown", suffix=".md", write=markdown
)
