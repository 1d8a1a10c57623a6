"""Strict YAML: untrusted text to nodes that know their place, and values to text."""
