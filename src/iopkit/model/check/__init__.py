"""Integrity checks of a pathway, each a list of problems."""
