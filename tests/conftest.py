"""What all tests share.

This folder is on the import path of pytest and of mypy (pyproject.toml), so that a test anywhere
below may say ``from strategies import pathways`` or ``from oracle import flow``. Test files
themselves are never imported by others and may therefore share names between folders.
"""

import os

from hypothesis import settings

settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")
