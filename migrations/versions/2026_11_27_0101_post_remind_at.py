"""The percentage of reminders stands in the definition itself, and nowhere else."""

from alembic import op

revision = "0016_post"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("process_versions", "remind_at")
