"""Parameters entered by administrators: of which rule, place and time, from which source, by whom."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0025"
down_revision = "0024_subsidies"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "parameter_sets",
        sa.Column("id", sa.Integer(), sa.Identity(always=True), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.CheckConstraint("valid_from <= valid_to", name=op.f("ck_parameter_sets_days_in_order")),
        sa.CheckConstraint("btrim(source) <> ''", name=op.f("ck_parameter_sets_has_a_source")),
        sa.ForeignKeyConstraint(["entered_by"], ["people.id"], name=op.f("fk_parameter_sets_entered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parameter_sets")),
    )
    op.create_index("ix_parameter_sets_rule_place", "parameter_sets", ["rule", "place"])
    op.execute(
        "CREATE TRIGGER only_ever_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON parameter_sets"
        " FOR EACH STATEMENT EXECUTE FUNCTION only_ever_added_to()"
    )
