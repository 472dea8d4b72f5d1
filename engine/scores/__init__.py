"""Scoring: points, places, leniency, judges drawn by lot."""
