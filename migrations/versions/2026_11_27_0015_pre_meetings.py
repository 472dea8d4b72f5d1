"""Meetings, their journals, members and cases, and the boxes of their secret votes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0009"
branch_labels = None
depends_on = None


def _id(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Uuid(as_uuid=False), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _to(table: str, column: str, other: str, key: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.{key}"], name=op.f(f"fk_{table}_{column}_{other}"))


def upgrade() -> None:
    op.create_table(
        "meetings",
        _id("id"),
        _text("number"),
        _text("title"),
        _text("organ"),
        _text("status"),
        sa.Column("meets_at", sa.DateTime(timezone=True), nullable=False),
        _text("place"),
        sa.Column("seq", sa.Integer(), nullable=False),
        _text("head"),
        _to("meetings", "organ", "organs", "key"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("number", name=op.f("uq_meetings_number")),
    )
    op.create_index("ix_meetings_meets_at", "meetings", ["meets_at"])
    op.create_table(
        "meeting_members",
        _id("meeting"),
        _id("person"),
        _to("meeting_members", "meeting", "meetings"),
        _to("meeting_members", "person", "people"),
        sa.PrimaryKeyConstraint("meeting", "person", name=op.f("pk_meeting_members")),
    )
    op.create_index(op.f("ix_meeting_members_person"), "meeting_members", ["person"])
    op.create_table(
        "meeting_cases",
        _id("meeting"),
        _text("item"),
        _id("case_id"),
        _to("meeting_cases", "meeting", "meetings"),
        _to("meeting_cases", "case_id", "cases"),
        sa.PrimaryKeyConstraint("meeting", "item", name=op.f("pk_meeting_cases")),
    )
    op.create_index(op.f("ix_meeting_cases_case_id"), "meeting_cases", ["case_id"])
    op.create_table(
        "meeting_journal",
        _id("meeting"),
        sa.Column("seq", sa.Integer(), nullable=False),
        _text("event"),
        _id("actor", nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", postgresql.JSONB(), nullable=False),
        _text("hash"),
        _text("door", nullable=True),
        _to("meeting_journal", "meeting", "meetings"),
        sa.PrimaryKeyConstraint("meeting", "seq", name=op.f("pk_meeting_journal")),
    )
    op.execute("""
        CREATE TRIGGER meeting_journal_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON meeting_journal
        FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only()""")
    op.create_table(
        "meeting_boxes",
        _id("meeting"),
        _text("item"),
        sa.Column("ballot", sa.Integer(), nullable=False),
        _text("mark"),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.CheckConstraint("papers >= 0", name=op.f("ck_meeting_boxes_no_paper_leaves")),
        _to("meeting_boxes", "meeting", "meetings"),
        sa.PrimaryKeyConstraint("meeting", "item", "ballot", "mark", name=op.f("pk_meeting_boxes")),
    )
