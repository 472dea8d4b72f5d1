"""Each frequency of monitoring has its own runs, one in each of its periods."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0026"
branch_labels = None
depends_on = None

_NUMBER = "(extract(year from period)::int * 12 + extract(month from period)::int - 1) / every_months"


def upgrade() -> None:
    op.add_column(
        "monitoring_runs", sa.Column("every_months", sa.SmallInteger(), server_default="1", nullable=False)
    )
    op.add_column("monitoring_runs", sa.Column("number", sa.Integer(), sa.Computed(_NUMBER), nullable=False))
    op.drop_constraint("uq_monitoring_runs_period_rule_version", "monitoring_runs", type_="unique")
    op.create_unique_constraint(
        op.f("uq_monitoring_runs_every_months_number_rule_version"),
        "monitoring_runs",
        ["every_months", "number", "rule_version"],
    )
