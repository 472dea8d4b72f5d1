"""Shares of a list of nominees: floors and caps of classes and flags, and whether any list can meet them."""
