"""Policies as data: definitions, the organisation, a living demonstration office, and their readers."""
