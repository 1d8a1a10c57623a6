"""What one output tells of a pathway, every output tells."""

from pathlib import Path

from commands import Run

EXTRA = """\
iopkit: 1
id: size-led-by
title: Size and leaders
extends: standard
programs:
  extra:
    title: Extra program
    services:
      - {therapy: group, sessions: 3, minutes: 60, size: 12, led_by: [counselor, nurse]}
levels:
  iop: {program: extra}
"""


def test_show_and_page_tell_how_large_a_group_is_and_who_leads_it(run: Run, tmp_path: Path) -> None:
    file, page, text = (tmp_path / name for name in ("f.yaml", "page.html", "f.md"))
    file.write_text(EXTRA, "utf-8")

    shown = run("show", str(file), "--level", "iop").stdout
    run("page", str(file), "--no-week", "-o", str(page))
    run("export", str(file), "--to", "markdown", "-o", str(text))

    for told in (shown, page.read_text("utf-8"), text.read_text("utf-8")):
        assert "up to 12 clients" in told
        assert "led by counselor or nurse" in told
