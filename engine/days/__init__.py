"""Days counted one by one: what is skipped, and why."""
