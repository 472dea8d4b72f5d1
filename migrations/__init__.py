"""Alembic's migrations: *pre* ones run under the old code, *post* ones after it is gone."""
