"""Tables as text (CSV): clients, arrivals, census."""
