"""The documentation, held against the product."""
