"""The encoding of a pathway for the solver: variables, criteria, histories, time."""
