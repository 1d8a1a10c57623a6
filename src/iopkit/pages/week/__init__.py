"""The weekly timetable as a page."""
