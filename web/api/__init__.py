"""The same verbs in JSON."""
