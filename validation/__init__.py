"""Whether the simulation is right: against theory, published results and other programs.

``python -m validation`` runs everything, prints a table, and exits with 1 when a check fails. The
page docs/explanation/validation.md is written from what it finds.
"""
