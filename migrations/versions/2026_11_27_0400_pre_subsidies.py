"""A payment may be one to whoever holds a title; what arrived is spent in the title's ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0024_subsidies"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("help_payments", "household", nullable=True)
    op.add_column("help_payments", sa.Column("title", sa.Text(), nullable=True))
    op.add_column("help_payments", sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=True))
    op.create_foreign_key(op.f("fk_help_payments_title"), "help_payments", "titles", ["title"], ["number"])
    op.create_foreign_key(op.f("fk_help_payments_case_id"), "help_payments", "cases", ["case_id"], ["id"])
    op.create_index(op.f("ix_help_payments_case_id"), "help_payments", ["case_id"])
    op.create_check_constraint(
        op.f("ck_help_payments_one_payee"),
        "help_payments",
        "(household IS NULL) = (title IS NOT NULL) AND (title IS NULL) = (case_id IS NULL)",
    )
