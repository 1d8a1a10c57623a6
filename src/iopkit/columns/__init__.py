"""A table of clients: read in batches, placed all at once, written."""
