"""The journal says through which door an act came; versions keep the text that their hash was taken of."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("process_versions", sa.Column("hashed", sa.Text(), nullable=True))
    op.add_column("journal", sa.Column("door", sa.Text(), nullable=True))
