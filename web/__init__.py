"""Screens and JSON addresses: inbox, cases, publicity, administration."""
