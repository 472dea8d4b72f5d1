"""A document may have been made by the office itself, at a machine step."""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("documents", "made_by", nullable=True)
