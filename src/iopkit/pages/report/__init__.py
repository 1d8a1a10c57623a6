"""The report of simulation runs as a page."""
