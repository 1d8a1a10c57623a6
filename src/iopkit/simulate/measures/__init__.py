"""Performance measures: what is counted, and estimates with confidence intervals."""
