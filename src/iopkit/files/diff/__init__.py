"""Differences between two pathways, item by item."""
