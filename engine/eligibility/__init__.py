"""Eligibility on its own: rules of a year against facts, where what is not told is unknown and never a pass."""
