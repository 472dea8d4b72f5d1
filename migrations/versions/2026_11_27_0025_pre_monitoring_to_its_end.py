"""Who is monitored and why, gaps, events, visits, cases of signals; what was said of a month is never changed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "monitoring_gaps",
        sa.Column("household", sa.BigInteger(), nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("why", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["household"], ["monitored_households.id"], name=op.f("fk_monitoring_gaps_household")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["monitoring_runs.id"], name=op.f("fk_monitoring_gaps_run_id")),
        sa.PrimaryKeyConstraint("household", "run_id", name=op.f("pk_monitoring_gaps")),
    )
    op.create_index(op.f("ix_monitoring_gaps_run_id"), "monitoring_gaps", ["run_id"], unique=False)
    op.create_table(
        "monitoring_memberships",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("household", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("runs_out_on", sa.Date(), nullable=True),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("rule_version", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=True),
        sa.Column("previous", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["household"], ["monitored_households.id"], name=op.f("fk_monitoring_memberships_household")
        ),
        sa.ForeignKeyConstraint(["noted_by"], ["people.id"], name=op.f("fk_monitoring_memberships_noted_by")),
        sa.ForeignKeyConstraint(
            ["previous"], ["monitoring_memberships.id"], name=op.f("fk_monitoring_memberships_previous")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monitoring_memberships")),
    )
    op.create_index(
        "ix_monitoring_memberships_household", "monitoring_memberships", ["household"], unique=False
    )
    op.create_index(
        "ix_monitoring_memberships_runs_out",
        "monitoring_memberships",
        ["runs_out_on"],
        unique=False,
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    op.create_index(
        "uq_monitoring_memberships_open",
        "monitoring_memberships",
        ["household", "reason"],
        unique=True,
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    op.create_table(
        "relapse_visits",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("household", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("grade", sa.SmallInteger(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("people", sa.SmallInteger(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("visitor", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("second", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("missed_why", sa.Text(), nullable=True),
        sa.Column("findings", sa.Text(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("noted_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("told_late_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["household"], ["monitored_households.id"], name=op.f("fk_relapse_visits_household")
        ),
        sa.ForeignKeyConstraint(["noted_by"], ["people.id"], name=op.f("fk_relapse_visits_noted_by")),
        sa.ForeignKeyConstraint(["second"], ["people.id"], name=op.f("fk_relapse_visits_second")),
        sa.ForeignKeyConstraint(["visitor"], ["people.id"], name=op.f("fk_relapse_visits_visitor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relapse_visits")),
    )
    op.create_index(
        "ix_relapse_visits_open",
        "relapse_visits",
        ["due_on"],
        unique=False,
        postgresql_where=sa.text("noted_at IS NULL"),
    )
    op.create_index("ix_relapse_visits_visitor", "relapse_visits", ["visitor"], unique=False)
    op.create_index(
        "uq_relapse_visits_household_period", "relapse_visits", ["household", "period"], unique=True
    )
    op.create_table(
        "monitoring_events",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("household", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("grade", sa.SmallInteger(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("rule_version", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("signal", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(
            ["household"], ["monitored_households.id"], name=op.f("fk_monitoring_events_household")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["people.id"], name=op.f("fk_monitoring_events_recorded_by")
        ),
        sa.ForeignKeyConstraint(["signal"], ["risk_signals.id"], name=op.f("fk_monitoring_events_signal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monitoring_events")),
    )
    op.create_index("ix_monitoring_events_household", "monitoring_events", ["household"], unique=False)
    op.add_column(
        "household_snapshots", sa.Column("word", sa.SmallInteger(), server_default="1", nullable=False)
    )
    op.add_column("monitored_households", sa.Column("place", sa.Text(), nullable=True))
    _reasons_become_memberships()
    op.drop_column("monitored_households", "why")
    op.add_column(
        "monitoring_runs", sa.Column("population", postgresql.JSONB(astext_type=sa.Text()), nullable=True)
    )
    op.add_column(
        "relapse_checks", sa.Column("why", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False)
    )
    op.add_column("risk_signals", sa.Column("reason", sa.Text(), nullable=True))
    op.add_column("risk_signals", sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=True))
    op.add_column("risk_signals", sa.Column("no_case_because", sa.Text(), nullable=True))
    op.add_column("risk_signals", sa.Column("closed_as", sa.Text(), nullable=True))
    op.alter_column("risk_signals", "run_id", existing_type=sa.BIGINT(), nullable=True)
    op.create_unique_constraint(op.f("uq_risk_signals_case_id"), "risk_signals", ["case_id"])
    op.create_foreign_key(op.f("fk_risk_signals_case_id"), "risk_signals", "cases", ["case_id"], ["id"])
    op.drop_constraint("pk_household_snapshots", "household_snapshots", type_="primary")
    op.create_primary_key("pk_household_snapshots", "household_snapshots", ["household", "period", "word"])
    _only_ever_added_to("household_snapshots")
    _only_ever_added_to("monitoring_events")


def _reasons_become_memberships() -> None:
    """A household had one reason, written down by nobody's page: it holds on until a rule or an officer ends it."""
    op.execute("""
        INSERT INTO monitoring_memberships
            (household, reason, since, clause, rule_version, noted_at, ended_on, ended_why)
        SELECT id, why, coalesce(exited_on, current_date), '', '', now(), ended_on,
            CASE WHEN ended_on IS NOT NULL THEN 'by_hand' END
        FROM monitored_households""")


def _only_ever_added_to(table: str) -> None:
    op.execute("""
        CREATE OR REPLACE FUNCTION only_ever_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
                USING ERRCODE = 'insufficient_privilege';
        END $$""")
    op.execute(f"""
        CREATE TRIGGER only_ever_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION only_ever_added_to()""")
