"""Standing substitutes, declared relatives, recusals and substitutes on shares."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("assignments", sa.Column("for_person", sa.Uuid(as_uuid=False), nullable=True))
    op.add_column("assignments", sa.Column("for_name", sa.Text(), nullable=True))
    op.add_column("assignments", sa.Column("for_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("assignments", sa.Column("recused_at", sa.DateTime(timezone=True), nullable=True))
    op.create_foreign_key("fk_assignments_for_person", "assignments", "people", ["for_person"], ["id"])
    op.create_table(
        "substitutions",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("substitute", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("processes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("first <= last", name="ck_substitutions_in_order"),
        sa.CheckConstraint("person <> substitute", name="ck_substitutions_another"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_substitutions_person"),
        sa.ForeignKeyConstraint(["substitute"], ["people.id"], name="fk_substitutions_substitute"),
        sa.ForeignKeyConstraint(["entered_by"], ["people.id"], name="fk_substitutions_entered_by"),
        sa.PrimaryKeyConstraint("id", name="pk_substitutions"),
    )
    op.create_index("ix_substitutions_person", "substitutions", ["person"])
    op.create_table(
        "kin",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_kin_person"),
        sa.PrimaryKeyConstraint("id", name="pk_kin"),
        sa.UniqueConstraint("person", "identity", name="uq_kin_person_identity"),
    )
