"""``python -m iopkit`` is the command ``iopkit``."""

from iopkit.cli import main

main(prog_name="iopkit")
