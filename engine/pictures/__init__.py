"""Definitions and cases as pictures (SVG). Pure text, no fonts."""
