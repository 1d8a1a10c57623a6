"""HTML documents, each one self-contained file."""
