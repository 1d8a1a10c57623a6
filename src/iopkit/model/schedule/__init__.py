"""The weekly schedule: weekdays, tracks, rooms and staff."""
