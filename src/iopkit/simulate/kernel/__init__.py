"""The event loop and what it writes. Compiled; knows numbers only."""
