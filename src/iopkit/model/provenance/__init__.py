"""Provenance: what every number and rule rests on, and where it is written."""
