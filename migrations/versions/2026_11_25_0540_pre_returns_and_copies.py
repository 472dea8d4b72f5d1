"""Returns that come straight back, copies by rule."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "steps",
        sa.Column("back", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    )
    op.add_column(
        "cases", sa.Column("ways_back", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False)
    )
    op.alter_column("copies", "sent_by", nullable=True)
    op.add_column("copies", sa.Column("occasion", sa.Text(), nullable=True))
