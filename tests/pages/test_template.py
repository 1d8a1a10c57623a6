"""What goes into a page from the files beside the templates."""

from importlib.resources import files

import pytest

from iopkit.pages.template import part

PARTS = sorted(
    each.name
    for each in (files("iopkit.pages") / "templates").iterdir()
    if each.name.endswith((".js", ".css"))
)


@pytest.mark.parametrize("name", PARTS)
def test_a_part_loses_its_comments_and_nothing_else(name: str) -> None:
    whole = (files("iopkit.pages") / "templates" / name).read_text("utf-8")
    lean = part(name).splitlines()
    assert lean
    assert not [line for line in lean if line != line.strip() or line.startswith(("//", "/*"))]
    # In the same order, whatever is no comment is still there.
    rest = iter(whole.splitlines())
    assert all(any(line == each.strip() for each in rest) for line in lean)
    assert whole.count("{") - whole.count("}") == part(name).count("{") - part(name).count("}")


@pytest.mark.parametrize("name", [each for each in PARTS if each.endswith(".js")])
def test_no_text_of_a_script_goes_over_several_lines(name: str) -> None:
    whole = (files("iopkit.pages") / "templates" / name).read_text("utf-8")
    assert not [line for line in whole.splitlines() if line.count("`") % 2]
