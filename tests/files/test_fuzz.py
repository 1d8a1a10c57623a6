"""Whatever a file holds, it is read or refused; nothing else is ever raised."""

from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iopkit.errors import PathwayError, UnreadableError
from iopkit.files.compose.client_file import loads_client
from iopkit.files.compose.load import examine_text
from iopkit.model.pathway import Pathway
from iopkit.scaffold.starter import starter

HEAD: Final = "iopkit: 1\nid: a\ntitle: A\n"
LINES: Final = [line for line in starter("a", "A").splitlines() if not line.startswith("#")]
WORDS: Final = """
[ ] { } - " ' # &a *a ! | > null -1 1e999 0 true no 18:30 28 days \u202e extends: x [] {}
"""
SCRAPS: Final = st.sampled_from([*WORDS.split(), ": ", "\t", "\x85"])


def examined(text: str) -> None:
    try:
        found = examine_text(text)
    except UnreadableError:
        return
    assert (found.pathway is None) == bool(found.errors)
    assert all(str(complaint) for complaint in found.complaints)


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 5), SCRAPS), max_size=4))
def test_a_damaged_file_is_read_or_refused(damage: list[tuple[int, int, str]]) -> None:
    text = "\n".join(LINES)
    for place, length, scrap in damage:
        at = place % len(text)
        text = text[:at] + scrap + text[at + length :]

    examined(text)


@given(st.recursive(SCRAPS, lambda inner: st.lists(inner, max_size=4).map(" ".join)))
@example("extends: " + "x" * 5000)
@example('extends: "a\\0b"')
@example("extends: [a]")
@example("levels: {iop: {rank: 99999999999999999999999999999999999999999999999999}}")
def test_any_text_is_read_or_refused(text: str) -> None:
    examined(text)
    examined(HEAD + text)


@given(st.recursive(SCRAPS, lambda inner: st.lists(inner, max_size=4).map(" ".join)))
def test_any_client_is_read_or_refused(text: str) -> None:
    with pytest.raises(PathwayError):
        loads_client(f"iopkit: 2\nfacts: {text}", Pathway(id="p", title="P"))
