"""公示: when it may be posted, what the public read and when, who may object."""
