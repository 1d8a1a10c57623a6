"""What iopkit has to say about files, as values: kinds are catalogued, words are made at the end.

Read `kind` first, then `diagnostic`; every wording stands in `catalogue`, grouped as the page of
messages is.
"""
