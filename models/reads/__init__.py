"""Screens' questions: one query a screen, plain rows out."""
