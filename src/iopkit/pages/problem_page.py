"""What is wrong in a file, as a page that stands in for the page of the pathway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopkit.describe.wording import counted
from iopkit.diagnostics.kind import Severity
from iopkit.errors import first_of
from iopkit.pages.document import html_document
from iopkit.pages.template import filled, part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopkit.diagnostics.diagnostic import Diagnostic


def complaint_page(file: str, complaints: Sequence[Diagnostic], *, live: str) -> str:
    """Return what is wrong in a file as a page: each problem as `iopkit check` prints it.

    Parameters
    ----------
    file
        The file as the reader knows it.
    complaints
        What is wrong.
    live
        What the page is a version of, for the server that shows it.
    """
    errors = sum(each.severity is Severity.ERROR for each in complaints)
    return _page(file, f"{counted(errors, 'error')} in {file}", first_of(complaints), live)


def failure_page(file: str, text: str, *, live: str) -> str:
    """Return as a page why a file cannot be shown, where no place in it is to blame."""
    return _page(file, f"{file} cannot be shown", [text], live)


def _page(file: str, heading: str, texts: Sequence[str], live: str) -> str:
    body = filled(
        "complaints.html",
        file=file,
        heading=heading,
        # Each line by itself, for the page shows no character that it would not show elsewhere.
        texts=[each.split("\n") for each in texts],
        live=live,
    )
    styles, scripts = [part("complaints.css")], [part("live.js")]
    return html_document(title=heading, body=body, styles=styles, scripts=scripts, connect=True)
