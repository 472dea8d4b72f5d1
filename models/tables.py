"""All tables, for those who need to know every one: migrations and the tests that compare them."""
# ruff: noqa: F401 - each module is imported for the tables it adds

from models import (
    assignments,
    attachments,
    ballots,
    blocks,
    calendars,
    cases,
    clock,
    copies,
    decisions,
    deliveries,
    drafts,
    draws,
    journal,
    kin,
    links,
    monitoring,
    numbers,
    opinions,
    organisation,
    outbox,
    processes,
    publicity,
    rounds,
    sign_ins,
    steps,
    substitutes,
    titles,
)
from models.base import Base

METADATA = Base.metadata
