"""The checks that a proof makes, one kind of finding or a few each."""
