"""Simulation results for a terminal."""
