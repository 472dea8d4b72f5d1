"""A published version never changes: the database refuses it. Only who published it last, and when, is noted anew."""

from alembic import op

revision = "0022"
down_revision = "0016_post"
branch_labels = None
depends_on = None

_PUBLISHED = "id, key, title, hash, definition, source, valid_from, valid_to"


def upgrade() -> None:
    op.execute("""
        CREATE FUNCTION a_version_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'a published version never changes: % refused', TG_OP
            USING ERRCODE = 'insufficient_privilege';
        END $$""")
    op.execute("""
        CREATE TRIGGER a_version_is_kept BEFORE DELETE OR TRUNCATE ON process_versions
        FOR EACH STATEMENT EXECUTE FUNCTION a_version_never_changes()""")
    op.execute(f"""
        CREATE TRIGGER a_version_never_changes BEFORE UPDATE OF {_PUBLISHED} ON process_versions
        FOR EACH STATEMENT EXECUTE FUNCTION a_version_never_changes()""")
    # The text that the hash was taken of is added once to versions from before it was kept.
    op.execute("""
        CREATE TRIGGER a_versions_text_never_changes BEFORE UPDATE OF hashed ON process_versions
        FOR EACH ROW WHEN (OLD.hashed IS NOT NULL AND NEW.hashed IS DISTINCT FROM OLD.hashed)
        EXECUTE FUNCTION a_version_never_changes()""")
