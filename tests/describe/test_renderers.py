"""One document with every block, as each output shows it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import attrs
import pytest
from every_block import EVERY_BLOCK

from iopkit.describe.blocks import Block
from iopkit.describe.inline import Inline
from iopkit.export.markdown_renderer import document_markdown
from iopkit.pages.citations import Citations
from iopkit.pages.renderer import HtmlRenderer
from iopkit.terminal.renderer import document_text
from iopkit.terminal.style import DisplayStyle

if TYPE_CHECKING:
    from collections.abc import Iterator

GOLDEN = Path(__file__).with_name("golden")

SHOWN = {
    "every_block.txt": document_text(EVERY_BLOCK, DisplayStyle(width=60)),
    "every_block_ascii.txt": document_text(EVERY_BLOCK, DisplayStyle(width=60, unicode=False)),
    "every_block.html": str(HtmlRenderer(Citations(["seed-000"])).document(EVERY_BLOCK)),
    "every_block_alone.html": str(HtmlRenderer().document(EVERY_BLOCK)),
    "every_block.md": document_markdown(EVERY_BLOCK),
}


@pytest.mark.parametrize("name", SHOWN)
def test_every_block_is_shown_as_before(name: str) -> None:
    path = GOLDEN / name
    if os.environ.get("IOPKIT_RENEW_GOLDEN"):
        path.write_text(SHOWN[name], encoding="utf-8")
    assert SHOWN[name] == path.read_text(encoding="utf-8")


def test_the_document_holds_every_kind_of_block_and_of_inline() -> None:
    found = {type(each) for each in values(EVERY_BLOCK)}
    assert {*get_args(Block), *get_args(Inline)} <= found


def values(whole: object) -> Iterator[object]:
    yield whole
    cls = type(whole)
    if isinstance(whole, tuple):
        for each in whole:
            yield from values(each)
    elif attrs.has(cls):
        for field in attrs.fields(cls):
            yield from values(getattr(whole, field.name))
