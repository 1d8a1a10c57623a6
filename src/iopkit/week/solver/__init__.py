"""The search for a timetable: instance, objective, solver, resources."""
