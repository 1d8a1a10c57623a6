"""The language of criteria: text to tree and back."""
