"""The ledger of places: bookings in double entry, from which the quota lines follow; lines are told apart by category.

A release before this one goes on taking places by the lines alone; the doctor names what it did not book.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0017"
branch_labels = None
depends_on = None

_KINDS = "('notice', 'reserve', 'left', 'used', 'lapsed')"


def upgrade() -> None:
    op.create_table(
        "quota_bookings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("credit_account", sa.Text(), nullable=False),
        sa.Column("credit_unit", sa.Text(), nullable=True),
        sa.Column("credit_category", sa.Text(), nullable=False),
        sa.Column("debit_account", sa.Text(), nullable=False),
        sa.Column("debit_unit", sa.Text(), nullable=True),
        sa.Column("debit_category", sa.Text(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("correlation", sa.Text(), nullable=False),
        sa.CheckConstraint("places > 0", name=op.f("ck_quota_bookings_some_places")),
        sa.CheckConstraint(
            f"credit_account IN {_KINDS} AND debit_account IN {_KINDS}"
            " AND (credit_account = 'notice') = (credit_unit IS NULL)"
            " AND (debit_account = 'notice') = (debit_unit IS NULL)",
            name=op.f("ck_quota_bookings_known_accounts"),
        ),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name=op.f("fk_quota_bookings_by_people")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_quota_bookings_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["credit_unit"], ["units.key"], name=op.f("fk_quota_bookings_credit_unit_units")
        ),
        sa.ForeignKeyConstraint(
            ["debit_unit"], ["units.key"], name=op.f("fk_quota_bookings_debit_unit_units")
        ),
        sa.ForeignKeyConstraint(["round"], ["rounds.key"], name=op.f("fk_quota_bookings_round_rounds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quota_bookings")),
    )
    op.create_index(op.f("ix_quota_bookings_round"), "quota_bookings", ["round"])
    op.create_index(op.f("ix_quota_bookings_case_id"), "quota_bookings", ["case_id"])
    _lines_by_category()
    _book_what_there_is()
    _bookings_are_append_only()
    _lines_follow_the_bookings()


def _lines_by_category() -> None:
    op.add_column("cases", sa.Column("place_category", sa.Text(), server_default="", nullable=False))
    op.add_column("quota_lines", sa.Column("category", sa.Text(), server_default="", nullable=False))
    op.add_column("quota_lines", sa.Column("reserve", sa.Integer(), server_default="0", nullable=False))
    op.drop_constraint(op.f("pk_quota_lines"), "quota_lines", type_="primary")
    op.create_primary_key(op.f("pk_quota_lines"), "quota_lines", ["round", "unit", "category"])
    op.create_check_constraint(op.f("ck_quota_lines_reserve_is_there"), "quota_lines", "reserve >= 0")


def _book_what_there_is() -> None:
    """What was given and is in use, as if it had been booked; which case uses a place is known from the cases."""
    op.execute("""
        INSERT INTO quota_bookings (round, verb, credit_account, credit_unit, credit_category,
            debit_account, debit_unit, debit_category, places, reason, at, by, correlation)
        SELECT q.round, 'give', 'notice', NULL, '', 'left', q.unit, '', q.places, '', r.opened_at, r.opened_by, ''
        FROM quota_lines q JOIN rounds r ON r.key = q.round WHERE q.places > 0 ORDER BY q.round, q.unit""")
    op.execute("""
        INSERT INTO quota_bookings (round, verb, credit_account, credit_unit, credit_category,
            debit_account, debit_unit, debit_category, places, reason, case_id, at, by, correlation)
        SELECT c.round, 'use', 'left', c.unit, '', 'used', c.unit, '', 1, '', c.id, c.opened_at, c.opened_by, ''
        FROM cases c JOIN quota_lines q ON q.round = c.round AND q.unit = c.unit
        WHERE c.place_taken ORDER BY c.number""")


def _bookings_are_append_only() -> None:
    op.execute("""
        CREATE FUNCTION quota_bookings_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'the ledger of places is append-only: % refused', TG_OP
            USING ERRCODE = 'insufficient_privilege';
        END $$""")
    op.execute("""
        CREATE TRIGGER quota_bookings_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON quota_bookings
        FOR EACH STATEMENT EXECUTE FUNCTION quota_bookings_are_append_only()""")


def _lines_follow_the_bookings() -> None:
    """The debit comes first: a line that would run short breaks its constraint when the credit is taken from it."""
    op.execute("""
        CREATE FUNCTION quota_line_add(of_round text, of_unit text, of_category text, account text, n integer)
        RETURNS void LANGUAGE plpgsql AS $$
        BEGIN
            IF of_unit IS NULL OR account = 'lapsed' THEN
                RETURN;
            END IF;
            INSERT INTO quota_lines AS q (round, unit, category, places, used, reserve)
            VALUES (of_round, of_unit, of_category, 0, 0, 0)
            ON CONFLICT (round, unit, category) DO NOTHING;
            UPDATE quota_lines q SET
                places = q.places + CASE WHEN account IN ('left', 'used') THEN n ELSE 0 END,
                used = q.used + CASE account WHEN 'used' THEN n ELSE 0 END,
                reserve = q.reserve + CASE account WHEN 'reserve' THEN n ELSE 0 END
            WHERE q.round = of_round AND q.unit = of_unit AND q.category = of_category;
        END $$""")
    op.execute("""
        CREATE FUNCTION quota_lines_follow_the_bookings() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM quota_line_add(NEW.round, NEW.debit_unit, NEW.debit_category, NEW.debit_account, NEW.places);
            PERFORM quota_line_add(NEW.round, NEW.credit_unit, NEW.credit_category, NEW.credit_account, -NEW.places);
            RETURN NULL;
        END $$""")
    op.execute("""
        CREATE TRIGGER quota_lines_follow_the_bookings AFTER INSERT ON quota_bookings
        FOR EACH ROW EXECUTE FUNCTION quota_lines_follow_the_bookings()""")
