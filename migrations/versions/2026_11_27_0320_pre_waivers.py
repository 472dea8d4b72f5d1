"""Exceptions from rules of eligibility."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0024"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "cases",
        sa.Column("waivers", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
    )
