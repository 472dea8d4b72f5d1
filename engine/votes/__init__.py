"""Votes outside the office's own ballots: what a meeting's figures come to, by the rules of its kind."""
