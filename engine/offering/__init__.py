"""What can be done now and what it would do, in sentences for the button that does it."""
