"""The pages of a household: its file, the matching, the help."""
