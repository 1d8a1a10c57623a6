"""The workload of a timetable: clients, staff, rooms."""
