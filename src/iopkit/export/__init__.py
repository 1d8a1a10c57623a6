"""A pathway or a result in the forms that other programs read. Every function returns a text."""
