"""Whole stories through HTTP, in an office that runs as people run it."""
