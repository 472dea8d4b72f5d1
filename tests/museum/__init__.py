"""Offices of earlier releases, as their databases were: each is opened, migrated and worked in by today's rules."""
