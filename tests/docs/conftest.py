"""Where the blocks of the documentation run: a folder that holds the examples."""

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _pages() -> list[Path]:
    return [
        page
        for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
        if page.exists()
    ]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for `page` once for README.md and once for each page of the docs."""
    if "page" in metafunc.fixturenames:
        pages = _pages()
        metafunc.parametrize("page", pages, ids=[p.relative_to(ROOT).as_posix() for p in pages])


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder: a new one, with copies of the files in examples/."""
    for example in [*(ROOT / "examples").glob("*.yaml"), *(ROOT / "examples").glob("*.csv")]:
        shutil.copy(example, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path
