"""Loading a pathway: files found, merged, linked, checked; and dumping it again."""
