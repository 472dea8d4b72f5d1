"""Calendars of rounds, their journal, what was frozen at a gate, and forms handed in late."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("late", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("rounds", sa.Column("version", sa.Text(), nullable=True))
    op.add_column("rounds", sa.Column("seq", sa.Integer(), server_default="0", nullable=False))
    op.add_column("rounds", sa.Column("head", sa.Text(), server_default="", nullable=False))
    op.create_foreign_key(
        op.f("fk_rounds_version_process_versions"), "rounds", "process_versions", ["version"], ["id"]
    )
    op.alter_column("gates", "opened_by", existing_type=sa.Uuid(as_uuid=False), nullable=True)
    op.create_table(
        "round_phases",
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("gate", sa.Text(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.CheckConstraint(
            "opens_on <= closes_on AND closes_on <= last_on", name=op.f("ck_round_phases_in_order")
        ),
        sa.ForeignKeyConstraint(["round"], ["rounds.key"], name=op.f("fk_round_phases_round_rounds")),
        sa.ForeignKeyConstraint(["opened_by"], ["people.id"], name=op.f("fk_round_phases_opened_by_people")),
        sa.ForeignKeyConstraint(["closed_by"], ["people.id"], name=op.f("fk_round_phases_closed_by_people")),
        sa.PrimaryKeyConstraint("round", "key", name=op.f("pk_round_phases")),
    )
    op.create_table(
        "round_journal",
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("actor", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", postgresql.JSONB(), nullable=False),
        sa.Column("correlation", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("door", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["round"], ["rounds.key"], name=op.f("fk_round_journal_round_rounds")),
        sa.PrimaryKeyConstraint("round", "seq", name=op.f("pk_round_journal")),
    )
    op.create_table(
        "freezes",
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("gate", sa.Text(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round", "seq"], ["round_journal.round", "round_journal.seq"],
            name=op.f("fk_freezes_round_round_journal"),
        ),
        sa.PrimaryKeyConstraint("round", "seq", name=op.f("pk_freezes")),
    )  # fmt: skip
    for table in ("round_journal", "freezes"):
        op.execute(
            f"CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only()"
        )
