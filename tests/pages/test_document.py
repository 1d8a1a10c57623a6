"""The shell of every page: it runs what stands in it, and asks nobody for anything."""

import base64
import hashlib
import re
from itertools import product

import pytest
from markupsafe import Markup
from parsed_page import Parsed

from iopkit.draw.picture.palette import DARK, LIGHT, Palette
from iopkit.pages.document import html_document
from iopkit.pages.template import seen

BODY = Markup("<h1>North</h1>")
WORDS = set(Palette) - {Palette.PAPER, Palette.PANEL, Palette.LINE}


def policy(page: str) -> dict[str, str]:
    metas = [named for tag, named in Parsed(page).elements if tag == "meta"]
    (found,) = (m["content"] for m in metas if m.get("http-equiv") == "Content-Security-Policy")
    return dict(rule.split(" ", 1) for rule in found.split("; "))


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("scripts", [(), ("\nconst é = 1 < 2;\n",)])
def test_the_browser_recognises_the_style_and_the_script(scripts: tuple[str, ...]) -> None:
    page = html_document(title="T", body=BODY, styles=["p > em { color: red }"], scripts=scripts)
    parsed = Parsed(page)

    (style,), (script,) = parsed.styles, parsed.scripts
    assert "p > em { color: red }" in style
    assert all(each.strip() in script for each in scripts)
    assert policy(page)["style-src"] == digest(style)
    assert policy(page)["script-src"] == digest(script)


def test_nothing_is_fetched_from_anywhere() -> None:
    allowed = policy(html_document(title="T", body=BODY))

    assert allowed["default-src"] == allowed["base-uri"] == allowed["form-action"] == "'none'"
    assert allowed["img-src"] == "data:"
    assert "connect-src" not in allowed
    live = policy(html_document(title="T", body=BODY, connect=True))
    assert live == allowed | {"connect-src": "'self'"}


@pytest.mark.parametrize("text", ["</style >", "</STYLE>", "<!-- x", "a\r\nb", "</script"])
def test_a_style_or_script_that_would_end_early_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must not hold"):
        html_document(title="T", body=BODY, styles=[text])
    with pytest.raises(ValueError, match="must not hold"):
        html_document(title="T", body=BODY, scripts=[text])


def test_titles_and_feet_come_out_as_text() -> None:
    page = html_document(title="</title><b>&", body=BODY, foot="<script>alert(1)</script>")

    assert "</title><b>&" in Parsed(page).text
    assert "<script>alert(1)</script>" in Parsed(page).text


def test_the_same_values_make_the_same_bytes() -> None:
    assert html_document(title="T", body=BODY) == html_document(title="T", body=BODY)


def test_no_character_hides_or_turns_what_follows() -> None:
    assert seen("a\u202eb\x1b[2Jc\u2066d\ne") == "a b [2Jc d e"
    assert seen("\u0645\u06cc\u200c\u062e \U0001f469\u200d\u2695") == (
        "\u0645\u06cc\u200c\u062e \U0001f469\u200d\u2695"
    )


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_what_they_stand_on(colours: dict[Palette, str]) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for text."""
    for ink, ground in product(WORDS, (Palette.PAPER, Palette.PANEL)):
        one, other = sorted(map(luminance, (colours[ink], colours[ground])))
        assert (other + 0.05) / (one + 0.05) >= 4.5, (ink, ground)


def luminance(colour: str) -> float:
    """Return the relative luminance that WCAG defines."""
    parts = [int(part, 16) / 255 for part in re.findall("[0-9a-f]{2}", colour)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
