"""One replication: the kernel called until the end, what it may cost, and what is counted."""
