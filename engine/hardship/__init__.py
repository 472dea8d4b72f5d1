"""Who is in hardship, by which figures, and how much help the rules of a place and year allow."""
