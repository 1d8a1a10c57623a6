"""The staircase in the character cells of a terminal."""
