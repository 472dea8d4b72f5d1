"""Lists of cases to be destroyed, and the one way in which a journal line may lose its words."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_ID = sa.Uuid(as_uuid=False)
_MOMENT = sa.DateTime(timezone=True)

# A line may lose its words when its case is on an approved list that is being carried out; all else of it stays.
_KEPT = {
    "journal": ("case_id", "seq", "event", "actor", "at", "correlation", "hash", "door"),
    "showings": ("case_id", "seq", "window", "at", "digest", "hash"),
    "title_entries": (
        "id",
        "title",
        "kind",
        "on_day",
        "at",
        "case_id",
        "number",
        "check_key",
        "period",
        "due",
    ),
}
_BEFORE = {
    "journal": ("journal_is_append_only", "journal_is_append_only"),
    "showings": ("showings_are_append_only", "showings_are_append_only"),
    "title_entries": ("register_is_append_only", "register_is_append_only"),
}


def upgrade() -> None:
    op.add_column("cases", sa.Column("preserved", sa.Text()))
    op.add_column("cases", sa.Column("preserved_until", _MOMENT))
    op.add_column("cases", sa.Column("destroyed_at", _MOMENT))
    _lists()
    op.execute("""
        CREATE FUNCTION is_being_destroyed(asked uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
            SELECT EXISTS (
                SELECT FROM disposal_items i JOIN disposals d ON d.number = i.disposal
                WHERE i.case_id = asked AND d.approved AND d.recalled_at IS NULL
                    AND i.struck IS NULL AND i.destroyed_at IS NULL)
        $$""")
    for table in _KEPT:
        _words_may_go(table)


def _lists() -> None:
    op.create_table(
        "disposals",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("proposed_at", _MOMENT, nullable=False),
        sa.Column("proposed_by", _ID, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("decided_at", _MOMENT),
        sa.Column("decided_by", _ID),
        sa.Column("approved", sa.Boolean()),
        sa.Column("decision", sa.Text()),
        sa.Column("recalled_at", _MOMENT),
        sa.Column("recalled_by", _ID),
        sa.CheckConstraint("decided_by <> proposed_by", name=op.f("ck_disposals_decided_by_another")),
        sa.CheckConstraint(
            "num_nulls(decided_at, decided_by, approved) IN (0, 3)", name=op.f("ck_disposals_decided_whole")
        ),
        sa.CheckConstraint(
            "num_nulls(recalled_at, recalled_by) IN (0, 2)", name=op.f("ck_disposals_recalled_whole")
        ),
        sa.ForeignKeyConstraint(["proposed_by"], ["people.id"], name=op.f("fk_disposals_proposed_by")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_disposals_decided_by")),
        sa.ForeignKeyConstraint(["recalled_by"], ["people.id"], name=op.f("fk_disposals_recalled_by")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_disposals")),
    )
    op.create_table(
        "disposal_items",
        sa.Column("disposal", sa.Text(), nullable=False),
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("kept_years", sa.Integer(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("struck", sa.Text()),
        sa.Column("hindered", sa.Text()),
        sa.Column("destroyed_at", _MOMENT),
        sa.CheckConstraint(
            "num_nonnulls(struck, destroyed_at) < 2", name=op.f("ck_disposal_items_struck_or_destroyed")
        ),
        sa.ForeignKeyConstraint(["disposal"], ["disposals.number"], name=op.f("fk_disposal_items_disposal")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_disposal_items_case_id")),
        sa.PrimaryKeyConstraint("disposal", "case_id", name=op.f("pk_disposal_items")),
    )
    op.create_table(
        "due_notices",
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("told_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("due_on", name=op.f("pk_due_notices")),
    )
    op.create_index("ix_disposal_items_case_id", "disposal_items", ["case_id"])


def _words_may_go(table: str) -> None:
    trigger, refuses = _BEFORE[table]
    kept = _KEPT[table]
    before, after = (", ".join(f"{side}.{name}" for name in kept) for side in ("OLD", "NEW"))
    op.execute(f"DROP TRIGGER {trigger} ON {table}")
    op.execute(f"""
        CREATE TRIGGER {trigger} BEFORE DELETE OR TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION {refuses}()""")
    op.execute(f"""
        CREATE TRIGGER {table}_lose_words_only BEFORE UPDATE ON {table} FOR EACH ROW
        WHEN (({before}) IS DISTINCT FROM ({after}) OR NOT is_being_destroyed(OLD.case_id))
        EXECUTE FUNCTION {refuses}()""")
