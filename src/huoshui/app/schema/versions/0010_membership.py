"""Membership: which segments are watched, and what to look at again because it changed."""

from alembic import op

revision = "0010_membership"
down_revision = "0009_audiences"

_WATCHES = """
CREATE TABLE segment_watches (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    segment text NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'building', 'current', 'failing', 'ended')),
    version integer NOT NULL DEFAULT 0,
    digest text NOT NULL DEFAULT '',  -- of the whole tree that the members were worked out by
    members bigint NOT NULL DEFAULT 0,
    horizon xid8,
    watched_at timestamptz NOT NULL,
    watched_by text NOT NULL,
    built_at timestamptz,
    swept_at timestamptz,
    ended_at timestamptz,
    drift bigint NOT NULL DEFAULT 0,
    failures integer NOT NULL DEFAULT 0,
    last_error text,
    retry_at timestamptz
);
COMMENT ON COLUMN segment_watches.horizon IS 'transactions before it may not know of the watch, and have noted nothing';
COMMENT ON COLUMN segment_watches.drift IS 'how often a sweep found somebody whom the rounds had missed: a defect';
CREATE UNIQUE INDEX segment_watches_living ON segment_watches (segment) WHERE ended_at IS NULL;
CREATE TABLE segment_snapshots (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    segment text NOT NULL,
    version integer NOT NULL,
    people bigint NOT NULL,
    note text NOT NULL,
    taken_at timestamptz NOT NULL,
    taken_by text NOT NULL
);
CREATE INDEX segment_snapshots_segment ON segment_snapshots (segment, number);
CREATE TABLE membership_state (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    round bigint NOT NULL DEFAULT 0,
    due_until timestamptz NOT NULL DEFAULT '1970-01-01Z',
    caught_up_at timestamptz
);
COMMENT ON TABLE membership_state IS 'the last round that counts in ClickHouse, and up to when those who were due were looked at';
INSERT INTO membership_state DEFAULT VALUES;
GRANT SELECT ON segment_watches, segment_snapshots, membership_state TO huoshui_reader
"""

# What the rounds must look at is noted in the transaction that changed it, so that nothing can be forgotten and nothing is
# noted that did not happen; while nothing is watched, nothing is.
_NOTES = """
CREATE TABLE membership_batches (batch bigint NOT NULL);
CREATE TABLE membership_notes (kind text NOT NULL, identity bigint NOT NULL);
COMMENT ON TABLE membership_notes IS 'whom to look at again: kind is people, facts, moved or orders';
CREATE TABLE membership_forgotten (
    person bigint PRIMARY KEY,
    noted_at timestamptz NOT NULL,
    deleted_at timestamptz
);
COMMENT ON TABLE membership_forgotten IS 'erased people whose lines the keeper deletes, and for a while those of whom it did';
REVOKE ALL ON membership_batches, membership_notes, membership_forgotten FROM huoshui_reader;
CREATE FUNCTION huoshui_is_watched() RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM segment_watches WHERE ended_at IS NULL)
$$;
CREATE FUNCTION huoshui_batch_noted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF huoshui_is_watched() THEN INSERT INTO membership_batches VALUES (NEW.id); END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER batches_noted AFTER UPDATE OF closed_at ON intake_batches FOR EACH ROW
    WHEN (OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL AND NEW.stored > 0)
    EXECUTE FUNCTION huoshui_batch_noted();
CREATE FUNCTION huoshui_people_noted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF huoshui_is_watched() THEN INSERT INTO membership_notes SELECT DISTINCT 'people', person FROM changed; END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER people_noted AFTER INSERT ON people_changed
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION huoshui_people_noted();
CREATE FUNCTION huoshui_facts_noted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF huoshui_is_watched() THEN INSERT INTO membership_notes SELECT DISTINCT 'facts', identity FROM changed; END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER facts_noted AFTER INSERT ON people_facts_changed
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION huoshui_facts_noted();
CREATE FUNCTION huoshui_moves_noted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF huoshui_is_watched() THEN INSERT INTO membership_notes SELECT DISTINCT 'moved', identity FROM changed; END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER moves_noted AFTER INSERT ON identity_changes
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION huoshui_moves_noted();
CREATE FUNCTION huoshui_orders_noted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF huoshui_is_watched() THEN
        INSERT INTO membership_notes SELECT DISTINCT 'orders', identity FROM orders
        WHERE version > OLD.version AND version <= NEW.version AND identity IS NOT NULL;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER orders_noted AFTER UPDATE OF version ON order_facts_mirror FOR EACH ROW
    WHEN (NEW.version > OLD.version) EXECUTE FUNCTION huoshui_orders_noted();
CREATE FUNCTION huoshui_buyer_noted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF huoshui_is_watched() THEN INSERT INTO membership_notes VALUES ('orders', OLD.identity); END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER buyers_noted AFTER UPDATE OF identity ON orders FOR EACH ROW
    WHEN (OLD.identity IS NOT NULL AND OLD.identity IS DISTINCT FROM NEW.identity)
    EXECUTE FUNCTION huoshui_buyer_noted()
"""
_FUNCTIONS = ("batch", "people", "facts", "moves", "orders", "buyer")


def upgrade() -> None:
    op.execute(_WATCHES)
    op.execute(_NOTES)


def downgrade() -> None:
    for name in _FUNCTIONS:
        op.execute(f"DROP FUNCTION huoshui_{name}_noted CASCADE")
    op.execute("DROP FUNCTION huoshui_is_watched")
    op.execute(
        "DROP TABLE membership_forgotten, membership_notes, membership_batches, membership_state, segment_snapshots, segment_watches"
    )
