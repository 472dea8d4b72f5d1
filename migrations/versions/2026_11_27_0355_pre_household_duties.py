"""Of which duties of open household files people were told."""

import sqlalchemy as sa
from alembic import op

revision = "0025_duties"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "household_duty_notices",
        sa.Column("household", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('yearly', 'change')", name=op.f("ck_household_duty_notices_kind")),
        sa.CheckConstraint("stage IN ('soon', 'late')", name=op.f("ck_household_duty_notices_stage")),
        sa.ForeignKeyConstraint(
            ["household"], ["households.id"], name=op.f("fk_household_duty_notices_household")
        ),
        sa.PrimaryKeyConstraint(
            "household", "kind", "due_on", "stage", name=op.f("pk_household_duty_notices")
        ),
    )
