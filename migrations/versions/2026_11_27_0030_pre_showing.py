"""What the public pages showed from when to when, whether they could be reached, and the codes of objections."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0020"
branch_labels = None
depends_on = None

_ID = postgresql.UUID(as_uuid=False)
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "showings",
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("window", _ID, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_showings_case_id"),
        sa.ForeignKeyConstraint(["window"], ["windows.id"], name="fk_showings_window"),
        sa.PrimaryKeyConstraint("case_id", "seq", name="pk_showings"),
    )
    op.create_index("ix_showings_window", "showings", ["window"])
    op.create_table(
        "probes",
        sa.Column("window", _ID, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["window"], ["windows.id"], name="fk_probes_window"),
        sa.PrimaryKeyConstraint("window", "at", name="pk_probes"),
    )
    op.add_column("objection_letters", sa.Column("code", sa.Text(), nullable=True))
    op.create_index("ix_objection_letters_code", "objection_letters", ["code"], unique=True)
    op.execute("""
        CREATE FUNCTION showings_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'what was shown is append-only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
        END $$""")
    for table in ("showings", "probes"):
        op.execute(f"""
            CREATE TRIGGER {table}_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION showings_are_append_only()""")
