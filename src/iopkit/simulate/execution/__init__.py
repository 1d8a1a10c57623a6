"""Execution of replications: units of work, executors, progress."""
