"""Studies of several scenarios or replications: comparison, sweep, precision, warm-up."""
