"""A scenario as arrays of numbers for the kernel."""
