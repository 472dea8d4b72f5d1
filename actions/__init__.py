"""Verbs that a person or the clock performs: one transaction each, committed by the edge that opened it."""
