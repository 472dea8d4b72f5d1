"""Meetings, their journals, members, cases and boxes of papers; documents with official numbers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0018"
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
    _documents()


def _documents() -> None:
    op.create_table(
        "documents",
        _id("id"),
        _text("kind"),
        _text("number"),
        sa.Column("version", sa.Integer(), nullable=False),
        _text("title"),
        _id("case_id", nullable=True),
        _text("round", nullable=True),
        _id("meeting", nullable=True),
        sa.Column("shared", sa.Boolean(), nullable=False),
        _text("pdf"),
        _text("docx"),
        _text("code"),
        sa.Column("shown", postgresql.JSONB(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _id("made_by"),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        _id("voided_by", nullable=True),
        _text("void_reason", nullable=True),
        _to("documents", "case_id", "cases"),
        _to("documents", "round", "rounds", "key"),
        _to("documents", "meeting", "meetings"),
        _to("documents", "pdf", "attachments", "digest"),
        _to("documents", "docx", "attachments", "digest"),
        _to("documents", "made_by", "people"),
        _to("documents", "voided_by", "people"),
        sa.CheckConstraint(
            "num_nonnulls(case_id, round, meeting) = 1", name=op.f("ck_documents_about_one_thing")
        ),
        sa.CheckConstraint(
            "(voided_at IS NULL) = (void_reason IS NULL)", name=op.f("ck_documents_voided_with_a_reason")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("number", "version", name=op.f("uq_documents_number_version")),
    )
    op.create_index("ix_documents_digests", "documents", ["pdf", "docx"])
    for column in ("case_id", "round", "meeting"):
        op.create_index(op.f(f"ix_documents_{column}"), "documents", [column])
