"""The staircase of a pathway: levels by rank, with the transitions between them."""
