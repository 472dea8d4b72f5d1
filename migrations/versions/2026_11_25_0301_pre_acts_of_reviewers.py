"""Acts of reviewers: shares handed on, claims, nudges, questions, copies."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column(
        "assignments", sa.Column("closed_with_step", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("assignments", sa.Column("via", sa.Text(), server_default="offer", nullable=False))
    op.add_column("assignments", sa.Column("parent", sa.Uuid(as_uuid=False), nullable=True))
    op.add_column("assignments", sa.Column("note", sa.Text(), nullable=True))
    op.add_column(
        "assignments", sa.Column("weight", sa.Integer(), server_default=sa.text("1"), nullable=False)
    )
    op.add_column("assignments", sa.Column("claimed_at", _MOMENT, nullable=True))
    op.add_column("assignments", sa.Column("claimed_until", _MOMENT, nullable=True))
    op.add_column("assignments", sa.Column("urged_at", _MOMENT, nullable=True))
    op.create_index(
        "ix_assignments_claims",
        "assignments",
        ["claimed_until"],
        postgresql_where=sa.text("claimed_until IS NOT NULL"),
    )
    op.add_column("steps", sa.Column("paused_at", _MOMENT, nullable=True))
    op.add_column("cases", sa.Column("held_at", _MOMENT, nullable=True))
    op.add_column(
        "organ_members", sa.Column("weight", sa.Integer(), server_default=sa.text("1"), nullable=False)
    )
    op.create_table(
        "copies",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("person", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sent_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("sent_at", _MOMENT, nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("read_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_copies_case_id")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_copies_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copies")),
    )
    op.create_index("ix_copies_case_id_ordinal", "copies", ["case_id", "ordinal"], unique=True)
    op.create_index("ix_copies_case_id_person", "copies", ["case_id", "person"], unique=True)
    op.create_index("ix_copies_unread", "copies", ["person"], postgresql_where=sa.text("read_at IS NULL"))
