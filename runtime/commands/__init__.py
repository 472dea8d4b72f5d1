"""One file a command; each has ``run`` and knows nothing of the command line's words."""
