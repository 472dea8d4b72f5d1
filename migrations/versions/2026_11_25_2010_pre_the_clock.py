"""How far up its ladder an overdue visit has come, and whose office hours a message keeps."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("steps", sa.Column("rungs", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("deliveries", sa.Column("version", sa.Text(), nullable=True))
    op.create_foreign_key(
        op.f("fk_deliveries_version_process_versions"), "deliveries", "process_versions", ["version"], ["id"]
    )
