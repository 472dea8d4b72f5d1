"""Rehearsals: a script of acts played on the pure engine, with a virtual clock and without a database."""
