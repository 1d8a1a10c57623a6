"""Words and tables for people at a terminal. Every function takes a value and returns a text."""
