"""Conformance of programs and clients with rule sets."""
