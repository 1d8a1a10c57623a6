"""Kleene's three values: evaluation, explanation, and decision diagrams of criteria."""
