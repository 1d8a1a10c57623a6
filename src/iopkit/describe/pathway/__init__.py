"""A pathway and its parts, as documents; begin with `document`, which holds all of them."""
