"""What is true of simulations: of a run, of scenarios compared, of a sweep, of how it was done."""
