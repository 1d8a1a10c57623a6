"""How Sphinx builds these pages. No dates and no network, so that two builds are equal."""

import sys
from importlib.metadata import version as installed
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # made.py stands beside this file

project = "iopkit"
author = "The iopkit developers"
project_copyright = author
version = release = installed("iopkit")

extensions = [
    "made",
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "_made"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
napoleon_google_docstring = False
napoleon_use_ivar = True

html_theme = "furo"
html_title = "iopkit"
html_copy_source = False

# the page of messages shows broken files, which no lexer likes
suppress_warnings = ["misc.highlighting_failure"]
