"""Households under monitoring, what was known of them month by month, runs, checks and signals."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "monitoring_runs",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("rule_version", sa.Text(), nullable=False),
        sa.Column("rules", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_up_to", sa.BigInteger(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("extract(day from period) = 1", name=op.f("ck_monitoring_runs_first_of_month")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monitoring_runs")),
        sa.UniqueConstraint("period", "rule_version", name=op.f("uq_monitoring_runs_period_rule_version")),
    )
    op.create_table(
        "monitored_households",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("file_number", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("exited_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["unit"], ["units.key"], name=op.f("fk_monitored_households_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monitored_households")),
        sa.UniqueConstraint("file_number", name=op.f("uq_monitored_households_file_number")),
    )
    op.create_index("ix_monitored_households_unit", "monitored_households", ["unit"], unique=False)
    op.create_table(
        "household_snapshots",
        sa.Column("household", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("persons", sa.SmallInteger(), nullable=True),
        sa.Column("line", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("net_income", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("base_income", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("medical_year", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("medical_half_year", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("unemployed_months", sa.SmallInteger(), nullable=True),
        sa.Column("loss", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("earner_lost", sa.SmallInteger(), nullable=True),
        sa.Column("new_student", sa.SmallInteger(), nullable=True),
        sa.Column("arrears", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.CheckConstraint(
            "extract(day from period) = 1", name=op.f("ck_household_snapshots_first_of_month")
        ),
        sa.ForeignKeyConstraint(
            ["household"], ["monitored_households.id"], name=op.f("fk_household_snapshots_household")
        ),
        sa.PrimaryKeyConstraint("household", "period", name=op.f("pk_household_snapshots")),
    )
    op.create_table(
        "relapse_checks",
        sa.Column("household", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("found", sa.SmallInteger(), nullable=False),
        sa.Column("grade", sa.SmallInteger(), nullable=False),
        sa.Column("calm", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("input", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.ForeignKeyConstraint(
            ["household"], ["monitored_households.id"], name=op.f("fk_relapse_checks_household")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["monitoring_runs.id"], name=op.f("fk_relapse_checks_run_id")),
        sa.PrimaryKeyConstraint("household", "period", "run_id", name=op.f("pk_relapse_checks")),
    )
    op.create_index("ix_relapse_checks_run_id_grade", "relapse_checks", ["run_id", "grade"], unique=False)
    op.create_table(
        "risk_signals",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("household", sa.BigInteger(), nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("grade", sa.SmallInteger(), nullable=False),
        sa.Column("opened_period", sa.Date(), nullable=False),
        sa.Column("closed_period", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["household"], ["monitored_households.id"], name=op.f("fk_risk_signals_household")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["monitoring_runs.id"], name=op.f("fk_risk_signals_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_signals")),
    )
    op.create_index("ix_risk_signals_household", "risk_signals", ["household"], unique=False)
    op.create_index("ix_risk_signals_run_id", "risk_signals", ["run_id"], unique=False)
    op.create_index(
        "uq_risk_signals_open",
        "risk_signals",
        ["household"],
        unique=True,
        postgresql_where=sa.text("closed_period IS NULL"),
    )
