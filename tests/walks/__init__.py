"""Walks: every shipped process taken to its end through the pages alone, by whoever has it on the desk."""
