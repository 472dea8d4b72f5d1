"""Who handed a file in, rungs of an inquiry, lines added to a list; a column nobody asks for may stay empty."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "uploads",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("person", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["attachments.digest"], name=op.f("fk_uploads_digest")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_uploads_person")),
        sa.PrimaryKeyConstraint("digest", "person", name=op.f("pk_uploads")),
    )
    op.execute(
        "INSERT INTO uploads (digest, person, at)"
        " SELECT digest, stored_by, stored_at FROM attachments WHERE stored_by IS NOT NULL"
    )
    op.add_column("objections", sa.Column("rungs", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("blocks", sa.Column("grown", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.execute(
        "UPDATE blocks SET grown = (SELECT count(*) FROM journal j WHERE j.case_id = blocks.case_id"
        " AND j.event = 'block.grown' AND j.payload ->> 'id' = blocks.id::text)"
    )
    op.alter_column("process_versions", "remind_at", nullable=True)
