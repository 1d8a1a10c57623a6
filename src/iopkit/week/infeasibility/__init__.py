"""Why there is no timetable: capacity bounds and minimal conflicts."""
