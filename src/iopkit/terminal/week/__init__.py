"""The weekly timetable for a terminal."""
