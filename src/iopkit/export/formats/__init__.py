"""The forms of a pathway for other programs, one file each: its name is what `--to` takes.

Each says with ``EXPORTER`` what it writes; nothing else has to know of it.
"""
