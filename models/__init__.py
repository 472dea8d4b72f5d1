"""Tables and queries: the nouns that are stored, and the questions asked of the database."""
