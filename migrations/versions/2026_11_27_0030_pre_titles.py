"""The register of titles: titles, their entries, the cases about them, and their money."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "titles",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("leader", sa.Text(), nullable=True),
        sa.Column("identity", sa.Text(), nullable=True),
        sa.Column("rectify_by", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "status IN ('held', 'rectifying', 'cancelled', 'revoked')", name=op.f("ck_titles_status")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_titles_case_id")),
        sa.ForeignKeyConstraint(["unit"], ["units.key"], name=op.f("fk_titles_unit")),
        sa.ForeignKeyConstraint(["version"], ["process_versions.id"], name=op.f("fk_titles_version")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_titles")),
        sa.UniqueConstraint("case_id", name=op.f("uq_titles_case_id")),
    )
    op.create_index(op.f("ix_titles_process"), "titles", ["process"])
    op.create_index(op.f("ix_titles_unit"), "titles", ["unit"])
    op.create_index(
        "ix_titles_identity", "titles", ["identity"], postgresql_where=sa.text("identity IS NOT NULL")
    )
    op.create_table(
        "title_entries",
        sa.Column("id", sa.Integer(), sa.Identity(always=True), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("check_key", sa.Text(), nullable=True),
        sa.Column("period", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("leader", sa.Text(), nullable=True),
        sa.Column("identity", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_title_entries_case_id")),
        sa.ForeignKeyConstraint(["title"], ["titles.number"], name=op.f("fk_title_entries_title")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_title_entries")),
    )
    op.create_index("uq_title_entries_case_kind", "title_entries", ["title", "case_id", "kind"], unique=True)
    op.create_index(
        "uq_title_entries_check_period",
        "title_entries",
        ["title", "check_key", "period"],
        unique=True,
        postgresql_where=sa.text("check_key IS NOT NULL"),
    )
    op.create_table(
        "title_cases",
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_title_cases_case_id")),
        sa.ForeignKeyConstraint(["title"], ["titles.number"], name=op.f("fk_title_cases_title")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_title_cases")),
    )
    op.create_index(op.f("ix_title_cases_title"), "title_cases", ["title"])
    op.create_table(
        "title_money",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("amount", sa.Numeric(12, 2), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("strikes", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("entered_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('granted', 'spent')", name=op.f("ck_title_money_kind")),
        sa.ForeignKeyConstraint(["entered_by"], ["people.id"], name=op.f("fk_title_money_entered_by")),
        sa.ForeignKeyConstraint(["strikes"], ["title_money.id"], name=op.f("fk_title_money_strikes")),
        sa.ForeignKeyConstraint(["title"], ["titles.number"], name=op.f("fk_title_money_title")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_title_money")),
        sa.UniqueConstraint("strikes", name=op.f("uq_title_money_strikes")),
    )
    op.create_index(op.f("ix_title_money_title"), "title_money", ["title"])
    op.execute("""
        CREATE FUNCTION register_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
                USING ERRCODE = 'insufficient_privilege';
        END $$""")
    for table in ("title_entries", "title_money"):
        op.execute(f"""
            CREATE TRIGGER register_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION register_is_append_only()""")
