"""The first tables: organisation, definitions, cases, journal, outbox, deliveries."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_days")),
    )
    op.create_table(
        "number_series",
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_number_series")),
    )
    op.create_table(
        "office_clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shift", sa.Interval(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_office_clock_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_clock")),
    )
    op.create_table(
        "process_versions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("definition", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("remind_at", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_process_versions")),
        sa.UniqueConstraint("key", "hash", name=op.f("uq_process_versions_key_hash")),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_table(
        "units",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("direct", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["parent"], ["units.key"], name=op.f("fk_units_parent")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_units")),
    )
    op.create_index(op.f("ix_units_parent"), "units", ["parent"], unique=False)
    op.create_table(
        "wrong_passwords",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wrong_passwords")),
    )
    op.create_index("ix_wrong_passwords_login_at", "wrong_passwords", ["login", "at"], unique=False)
    op.create_table(
        "organs",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["units.key"], name=op.f("fk_organs_unit")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_organs")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("identity", sa.Text(), nullable=True),
        sa.Column("demo", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["units.key"], name=op.f("fk_people_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("login", name=op.f("uq_people_login")),
    )
    op.create_index(op.f("ix_people_unit"), "people", ["unit"], unique=False)
    op.create_table(
        "attachments",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stored_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(["stored_by"], ["people.id"], name=op.f("fk_attachments_stored_by")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_attachments")),
    )
    op.create_table(
        "organ_members",
        sa.Column("organ", sa.Text(), nullable=False),
        sa.Column("person", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organ"], ["organs.key"], name=op.f("fk_organ_members_organ")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_organ_members_person")),
        sa.PrimaryKeyConstraint("organ", "person", name=op.f("pk_organ_members")),
    )
    op.create_table(
        "posts",
        sa.Column("person", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_posts_person")),
        sa.ForeignKeyConstraint(["unit"], ["units.key"], name=op.f("fk_posts_unit")),
        sa.PrimaryKeyConstraint("person", "unit", "post", name=op.f("pk_posts")),
    )
    op.create_index(op.f("ix_posts_post"), "posts", ["post"], unique=False)
    op.create_table(
        "rounds",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(["opened_by"], ["people.id"], name=op.f("fk_rounds_opened_by")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_rounds")),
        sa.UniqueConstraint("process", "year", name=op.f("uq_rounds_process_year")),
    )
    op.create_table(
        "sign_ins",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("person", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("csrf", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_sign_ins_person")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_sign_ins")),
    )
    op.create_index(op.f("ix_sign_ins_person"), "sign_ins", ["person"], unique=False)
    op.create_table(
        "cases",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("unit_direct", sa.Boolean(), nullable=False),
        sa.Column("unit_sector", sa.Text(), nullable=True),
        sa.Column("unit_city", sa.Text(), nullable=True),
        sa.Column("round", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("identity", sa.Text(), nullable=True),
        sa.Column("pending", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("held", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("place_taken", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["opened_by"], ["people.id"], name=op.f("fk_cases_opened_by")),
        sa.ForeignKeyConstraint(["round"], ["rounds.key"], name=op.f("fk_cases_round")),
        sa.ForeignKeyConstraint(["unit"], ["units.key"], name=op.f("fk_cases_unit")),
        sa.ForeignKeyConstraint(["version"], ["process_versions.id"], name=op.f("fk_cases_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
    )
    op.create_index(
        "ix_cases_identity",
        "cases",
        ["identity"],
        unique=False,
        postgresql_where=sa.text("identity IS NOT NULL"),
    )
    op.create_index(op.f("ix_cases_opened_by"), "cases", ["opened_by"], unique=False)
    op.create_index("ix_cases_process_status", "cases", ["process", "status"], unique=False)
    op.create_index(op.f("ix_cases_round"), "cases", ["round"], unique=False)
    op.create_index(op.f("ix_cases_unit"), "cases", ["unit"], unique=False)
    op.create_table(
        "quota_lines",
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("used >= 0 AND used <= places", name=op.f("ck_quota_lines_used_within_places")),
        sa.ForeignKeyConstraint(["round"], ["rounds.key"], name=op.f("fk_quota_lines_round")),
        sa.ForeignKeyConstraint(["unit"], ["units.key"], name=op.f("fk_quota_lines_unit")),
        sa.PrimaryKeyConstraint("round", "unit", name=op.f("pk_quota_lines")),
    )
    op.create_table(
        "case_files",
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_files_case_id")),
        sa.ForeignKeyConstraint(["digest"], ["attachments.digest"], name=op.f("fk_case_files_digest")),
        sa.PrimaryKeyConstraint("case_id", "digest", name=op.f("pk_case_files")),
    )
    op.create_index(op.f("ix_case_files_digest"), "case_files", ["digest"], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("outbox_id", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("person", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint("channel IN ('inbox', 'email')", name=op.f("ck_deliveries_channel")),
        sa.CheckConstraint("status IN ('pending', 'sent', 'failed')", name=op.f("ck_deliveries_status")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_deliveries_case_id")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_deliveries_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint(
            "outbox_id", "person", "channel", name=op.f("uq_deliveries_outbox_id_person_channel")
        ),
    )
    op.create_index(op.f("ix_deliveries_case_id"), "deliveries", ["case_id"], unique=False)
    op.create_index(op.f("ix_deliveries_person"), "deliveries", ["person"], unique=False)
    op.create_index(op.f("ix_deliveries_retry_at"), "deliveries", ["retry_at"], unique=False)
    op.create_table(
        "journal",
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("actor", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("correlation", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_journal_case_id")),
        sa.PrimaryKeyConstraint("case_id", "seq", name=op.f("pk_journal")),
    )
    op.create_table(
        "steps",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tally", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_steps_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steps")),
    )
    op.create_index("ix_steps_case_id_ordinal", "steps", ["case_id", "ordinal"], unique=True)
    op.create_index(
        "ix_steps_open", "steps", ["key", "due_at"], unique=False, postgresql_where=sa.text("status = 'open'")
    )
    op.create_table(
        "assignments",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("person", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("objection", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_because", sa.Text(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("overdue_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(status = 'decided') = (decided_at IS NOT NULL)", name=op.f("ck_assignments_decided_has_date")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_assignments_case_id")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_assignments_person")),
        sa.ForeignKeyConstraint(["step_id"], ["steps.id"], name=op.f("fk_assignments_step_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
    )
    op.create_index("ix_assignments_case_id_ordinal", "assignments", ["case_id", "ordinal"], unique=True)
    op.create_index(
        "ix_assignments_clock",
        "assignments",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("status = 'open'"),
    )
    op.create_index(
        "ix_assignments_inbox",
        "assignments",
        ["person", "due_at"],
        unique=False,
        postgresql_where=sa.text("status = 'open'"),
    )
    op.create_index("ix_assignments_person", "assignments", ["person"], unique=False)
    op.create_table(
        "ballot_boxes",
        sa.Column("step_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("approve", sa.Integer(), nullable=False),
        sa.Column("reject", sa.Integer(), nullable=False),
        sa.Column("abstain", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "approve >= 0 AND reject >= 0 AND abstain >= 0", name=op.f("ck_ballot_boxes_no_paper_leaves")
        ),
        sa.ForeignKeyConstraint(["step_id"], ["steps.id"], name=op.f("fk_ballot_boxes_step_id")),
        sa.PrimaryKeyConstraint("step_id", name=op.f("pk_ballot_boxes")),
    )
    op.create_table(
        "objections",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("finding", sa.Text(), nullable=True),
        sa.Column("found_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_objections_case_id")),
        sa.ForeignKeyConstraint(["step_id"], ["steps.id"], name=op.f("fk_objections_step_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objections")),
    )
    op.create_index("ix_objections_case_id_ordinal", "objections", ["case_id", "ordinal"], unique=True)
    op.create_table(
        "opinions",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_opinions_case_id")),
        sa.ForeignKeyConstraint(["step_id"], ["steps.id"], name=op.f("fk_opinions_step_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinions")),
    )
    op.create_index("ix_opinions_case_id_ordinal", "opinions", ["case_id", "ordinal"], unique=True)
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("process", sa.Text(), nullable=True),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("correlation", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("run", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id", "seq"], ["journal.case_id", "journal.seq"], name=op.f("fk_outbox_case_id")
        ),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_outbox_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index("ix_outbox_case_id", "outbox", ["case_id", "id"], unique=False)
    op.create_index(
        "ix_outbox_open",
        "outbox",
        ["id"],
        unique=False,
        postgresql_where=sa.text("settled_at IS NULL AND parked_at IS NULL"),
    )
    op.create_table(
        "windows",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("days_left", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_windows_case_id")),
        sa.ForeignKeyConstraint(["id"], ["steps.id"], name=op.f("fk_windows_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_windows")),
    )
    op.create_index("ix_windows_case_id_ordinal", "windows", ["case_id", "ordinal"], unique=True)
    op.create_index(
        "ix_windows_open",
        "windows",
        ["closes_at"],
        unique=False,
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "decisions",
        sa.Column("assignment_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_decisions_assignment_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_decisions_case_id")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_decisions_person")),
        sa.PrimaryKeyConstraint("assignment_id", name=op.f("pk_decisions")),
    )
    op.create_index("ix_decisions_case_id", "decisions", ["case_id"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("assignment_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("answers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignments.id"], name=op.f("fk_drafts_assignment_id")),
        sa.PrimaryKeyConstraint("assignment_id", name=op.f("pk_drafts")),
    )
    op.create_table(
        "objection_letters",
        sa.Column("objection", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["objection"], ["objections.id"], name=op.f("fk_objection_letters_objection")
        ),
        sa.PrimaryKeyConstraint("objection", name=op.f("pk_objection_letters")),
    )
    _journal_is_append_only()
    _outbox_wakes_the_dispatcher()


def _journal_is_append_only() -> None:
    op.execute("""
        CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'the journal is append-only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
        END $$""")
    op.execute("""
        CREATE TRIGGER journal_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
        FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only()""")


def _outbox_wakes_the_dispatcher() -> None:
    op.execute("""
        CREATE FUNCTION outbox_wakes_the_dispatcher() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_notify('outbox', '');
            RETURN NULL;
        END $$""")
    op.execute("""
        CREATE TRIGGER outbox_wakes_the_dispatcher AFTER INSERT ON outbox
        FOR EACH STATEMENT EXECUTE FUNCTION outbox_wakes_the_dispatcher()""")
