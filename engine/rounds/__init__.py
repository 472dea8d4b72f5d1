"""Rounds of a campaign: their calendar, phases and gates, what is frozen at a gate, and what the board says."""
