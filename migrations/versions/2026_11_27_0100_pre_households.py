"""Household files, what outside bodies were asked, the help ledger; who decided in a case that is reviewed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "households",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("file_number", sa.Text(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("exited_on", sa.Date(), nullable=True),
        sa.Column("exit_why", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["units.key"], name=op.f("fk_households_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_households")),
        sa.UniqueConstraint("file_number", name=op.f("uq_households_file_number")),
    )
    op.create_index(op.f("ix_households_unit"), "households", ["unit"], unique=False)
    op.create_table(
        "household_persons",
        sa.Column("household", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["household"], ["households.id"], name=op.f("fk_household_persons_household")
        ),
        sa.PrimaryKeyConstraint("household", "identity", name=op.f("pk_household_persons")),
    )
    op.create_index("ix_household_persons_household", "household_persons", ["household"], unique=False)
    op.create_index(
        "uq_household_persons_open",
        "household_persons",
        ["identity"],
        unique=True,
        postgresql_where=sa.text("released_at IS NULL"),
    )
    op.create_table(
        "payment_lists",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_payment_lists_made_by")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_payment_lists")),
    )
    op.create_table(
        "stray_answers",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["settled_by"], ["people.id"], name=op.f("fk_stray_answers_settled_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stray_answers")),
    )
    op.create_index(
        "ix_stray_answers_open",
        "stray_answers",
        ["received_at"],
        unique=False,
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.create_table(
        "help_payments",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("household", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("whose", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("granted_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("list", sa.Text(), nullable=True),
        sa.Column("line", sa.SmallInteger(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("failed_why", sa.Text(), nullable=True),
        sa.Column("again", sa.Uuid(as_uuid=False), nullable=True),
        sa.CheckConstraint("(list IS NULL) = (line IS NULL)", name=op.f("ck_help_payments_line_in_a_list")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_help_payments_amount_positive")),
        sa.CheckConstraint(
            "paid_on IS NULL OR list IS NOT NULL", name=op.f("ck_help_payments_paid_by_a_list")
        ),
        sa.ForeignKeyConstraint(["again"], ["help_payments.id"], name=op.f("fk_help_payments_again")),
        sa.ForeignKeyConstraint(["granted_by"], ["people.id"], name=op.f("fk_help_payments_granted_by")),
        sa.ForeignKeyConstraint(["household"], ["households.id"], name=op.f("fk_help_payments_household")),
        sa.ForeignKeyConstraint(["list"], ["payment_lists.number"], name=op.f("fk_help_payments_list")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_payments")),
    )
    op.create_index("ix_help_payments_household", "help_payments", ["household"], unique=False)
    op.create_index("uq_help_payments_line", "help_payments", ["list", "line"], unique=True)
    op.create_table(
        "household_versions",
        sa.Column("household", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("rules", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("persons", sa.SmallInteger(), nullable=False),
        sa.Column("hardship_class", sa.Text(), nullable=True),
        sa.Column("by_head", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column("line", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("edge", sa.Boolean(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("fixed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "fixed_at IS NULL OR hardship_class IS NOT NULL",
            name=op.f("ck_household_versions_fixed_is_reckoned"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_household_versions_case_id")),
        sa.ForeignKeyConstraint(
            ["household"], ["households.id"], name=op.f("fk_household_versions_household")
        ),
        sa.ForeignKeyConstraint(["saved_by"], ["people.id"], name=op.f("fk_household_versions_saved_by")),
        sa.PrimaryKeyConstraint("household", "number", name=op.f("pk_household_versions")),
    )
    op.create_index("ix_household_versions_case_id", "household_versions", ["case_id"], unique=False)
    op.create_index(
        "uq_household_versions_open",
        "household_versions",
        ["household"],
        unique=True,
        postgresql_where=sa.text("fixed_at IS NULL"),
    )
    op.create_table(
        "data_requests",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("household", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("batch", sa.Text(), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("waived_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("waived_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_data_requests_case_id")),
        sa.ForeignKeyConstraint(
            ["household", "version"],
            ["household_versions.household", "household_versions.number"],
            name=op.f("fk_data_requests_household"),
        ),
        sa.ForeignKeyConstraint(["waived_by"], ["people.id"], name=op.f("fk_data_requests_waived_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_requests")),
        sa.UniqueConstraint("number", name=op.f("uq_data_requests_number")),
    )
    op.create_index("ix_data_requests_case_id", "data_requests", ["case_id"], unique=False)
    op.create_index(
        "ix_data_requests_open",
        "data_requests",
        ["agency"],
        unique=False,
        postgresql_where=sa.text("answered_at IS NULL"),
    )
    op.create_index(
        "uq_data_requests_asked", "data_requests", ["household", "version", "agency"], unique=True
    )
    op.create_table(
        "contradictions",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("request", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("whose", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("stands", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["cleared_by"], ["people.id"], name=op.f("fk_contradictions_cleared_by")),
        sa.ForeignKeyConstraint(["request"], ["data_requests.id"], name=op.f("fk_contradictions_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contradictions")),
    )
    op.create_index("ix_contradictions_request", "contradictions", ["request"], unique=False)
    op.add_column(
        "cases", sa.Column("barred", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False)
    )
