"""Audiences: stored segments with their history, and the way of facts and orders to the mirrors that segments ask."""

from alembic import op

revision = "0009_audiences"
down_revision = "0008_fewer_index_entries"

_SEGMENTS = """
CREATE TABLE segments (
    name text PRIMARY KEY,
    note text NOT NULL,
    version integer NOT NULL,
    definition jsonb NOT NULL,
    uses text[] NOT NULL,  -- the segments that it uses itself
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL
);
CREATE INDEX segments_uses ON segments USING gin (uses);
CREATE TABLE segment_versions (
    name text NOT NULL,
    version integer NOT NULL,
    note text NOT NULL,
    definition jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    PRIMARY KEY (name, version)
);
COMMENT ON TABLE segment_versions IS 'what each segment was, also of those that were deleted: numbers never come back';
GRANT SELECT ON segments TO huoshui_reader;
REVOKE ALL ON segment_versions FROM huoshui_reader
"""

# Statement triggers with transition tables: one look at what a statement changed, whoever it was that changed it.
_FACTS = """
CREATE SEQUENCE people_facts_versions;
CREATE TABLE people_facts_changed (identity bigint NOT NULL);
COMMENT ON TABLE people_facts_changed IS 'identities and persons whose facts the mirror in ClickHouse has not seen yet';
REVOKE ALL ON people_facts_changed FROM huoshui_reader;
CREATE FUNCTION huoshui_facts_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO people_facts_changed SELECT DISTINCT identity FROM changed;
    RETURN NULL;
END $$;
CREATE FUNCTION huoshui_policies_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO people_facts_changed SELECT DISTINCT identity FROM traits JOIN changed USING (name);
    RETURN NULL;
END $$;
CREATE TRIGGER policies_facts_added AFTER INSERT ON trait_policies
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION huoshui_policies_changed();
CREATE TRIGGER policies_facts_altered AFTER UPDATE ON trait_policies
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION huoshui_policies_changed();
CREATE TRIGGER policies_facts_dropped AFTER DELETE ON trait_policies
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION huoshui_policies_changed();
INSERT INTO people_facts_changed
SELECT identity FROM traits UNION SELECT identity FROM tags UNION SELECT identity FROM consents
"""
_SAYING = ("traits", "tags", "consents")
_NOTED = """
CREATE TRIGGER {table}_facts_{word} AFTER {change} ON {table}
    REFERENCING {side} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION huoshui_facts_changed()
"""
_CHANGES = (("added", "INSERT", "NEW"), ("altered", "UPDATE", "NEW"), ("dropped", "DELETE", "OLD"))

_ORDERS = """
CREATE TABLE order_facts_mirror (one boolean PRIMARY KEY DEFAULT true CHECK (one), version bigint NOT NULL DEFAULT 0);
COMMENT ON TABLE order_facts_mirror IS 'order_facts in ClickHouse has every order up to this version; 0 sends all again';
REVOKE ALL ON order_facts_mirror FROM huoshui_reader;
INSERT INTO order_facts_mirror DEFAULT VALUES
"""


def upgrade() -> None:
    op.execute(_SEGMENTS)
    op.execute(_FACTS)
    for table in _SAYING:
        for word, change, side in _CHANGES:
            op.execute(_NOTED.format(table=table, word=word, change=change, side=side))
    op.execute(_ORDERS)


def downgrade() -> None:
    op.execute("DROP TABLE order_facts_mirror, people_facts_changed, segment_versions, segments")
    op.execute("DROP SEQUENCE people_facts_versions")
    op.execute("DROP FUNCTION huoshui_facts_changed, huoshui_policies_changed CASCADE")
