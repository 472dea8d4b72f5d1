"""The automatic steps a definition may name: done with retries, the case held when they fail for good."""
