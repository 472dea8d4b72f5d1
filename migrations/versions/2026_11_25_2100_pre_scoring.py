"""Points of judges, and draws by lot."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("assignments", sa.Column("points", postgresql.JSONB(), nullable=True))
    op.create_table(
        "draws",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drawn_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("record", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(["drawn_by"], ["people.id"], name=op.f("fk_draws_drawn_by_people")),
        sa.ForeignKeyConstraint(["round"], ["rounds.key"], name=op.f("fk_draws_round_rounds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draws")),
    )
    op.create_index("ix_draws_round_step", "draws", ["round", "step"], unique=False)
