"""The readiness form of a page."""
