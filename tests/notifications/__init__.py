"""Words for people: who gets them, what they say, how they travel."""
