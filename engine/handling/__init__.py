"""One file for each kind of command: what it needs, and what it makes happen."""
