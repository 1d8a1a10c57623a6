"""Terminal and files: what a command prints, asks, and writes."""
