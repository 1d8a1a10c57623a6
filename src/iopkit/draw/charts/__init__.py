"""Charts of simulation runs, as values."""
