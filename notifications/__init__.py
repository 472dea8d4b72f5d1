"""Words for people, and the way they travel."""
