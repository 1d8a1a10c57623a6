"""Level-of-care placement: where a client belongs, can go next, and what to ask."""
