"""First files: a pathway from a few answers, the starter, a plugin project."""
