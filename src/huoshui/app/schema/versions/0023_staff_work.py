"""What staff work with: transfers of customers and groups, what waits for one; scripts, their versions and their uses."""

from alembic import op

revision = "0023_staff_work"
down_revision = "0022_wechat"

_TRANSFERS = """
CREATE TABLE customer_transfers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,            -- the same begins once
    corp text NOT NULL,
    account bigint NOT NULL,
    giver text NOT NULL,
    resigned boolean NOT NULL,           -- whether the giver had left when it began: the platform asks for two ways
    unit bigint,                         -- the giver's
    message text NOT NULL DEFAULT '',    -- what customers are told, in service only
    balance text NOT NULL,
    takers jsonb NOT NULL,               -- staff and weight of each
    again bigint,                        -- the transfer whose customers came to nothing and are given here once more
    started_at timestamptz NOT NULL,
    started_by text NOT NULL,
    started_name text NOT NULL,
    finished_at timestamptz
);
CREATE INDEX customer_transfers_giver ON customer_transfers (corp, giver);
CREATE TABLE transfer_batches (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    transfer bigint NOT NULL REFERENCES customer_transfers ON DELETE CASCADE,
    what text NOT NULL CHECK (what IN ('customer', 'group')),
    taker text NOT NULL,
    state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'asking', 'asked', 'done')),
    asked_at timestamptz,                -- written down before it is asked
    tries integer NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL,
    problem text NOT NULL DEFAULT ''
);
CREATE INDEX transfer_batches_due ON transfer_batches (due_at, id) WHERE state <> 'done';
CREATE INDEX transfer_batches_of ON transfer_batches (transfer, taker);
CREATE TABLE transfer_items (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    transfer bigint NOT NULL REFERENCES customer_transfers ON DELETE CASCADE,
    batch bigint REFERENCES transfer_batches,  -- null: never asked, for a rule that we know
    corp text NOT NULL,
    what text NOT NULL CHECK (what IN ('customer', 'group')),
    thing text NOT NULL,                 -- external_userid, or the group's id
    identity bigint,
    taker text NOT NULL DEFAULT '',
    known boolean NOT NULL DEFAULT false,  -- the taker was their friend already
    state text NOT NULL,
    code integer NOT NULL DEFAULT 0,     -- the platform's, where it said no
    taken_at timestamptz,                -- the platform's moment, in the future while it waits
    settled_at timestamptz
);
CREATE UNIQUE INDEX transfer_items_open ON transfer_items (corp, what, thing)
    WHERE state IN ('planned', 'asking', 'waiting');
CREATE INDEX transfer_items_of ON transfer_items (transfer, id);
CREATE INDEX transfer_items_thing ON transfer_items (corp, thing);
CREATE INDEX transfer_items_identity ON transfer_items (identity) WHERE identity IS NOT NULL;
CREATE TABLE transfer_waiting (
    corp text NOT NULL,
    giver text NOT NULL,
    contact text NOT NULL,
    identity bigint,
    left_at timestamptz,
    read_at timestamptz NOT NULL,
    PRIMARY KEY (corp, giver, contact)
);
COMMENT ON TABLE transfer_waiting IS 'the platform''s list of customers whose staff left, as it was read last';
CREATE INDEX transfer_waiting_identity ON transfer_waiting (identity) WHERE identity IS NOT NULL
"""

_SCRIPTS = """
CREATE TABLE script_folders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    owner bigint,                        -- staff whose own it is; null: everybody's
    place integer NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX script_folders_name ON script_folders (coalesce(owner, 0), name);
CREATE TABLE scripts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,            -- the same is made once
    folder bigint NOT NULL REFERENCES script_folders,
    owner bigint,                        -- the folder's, so that one's own are found by an index
    title text NOT NULL,
    parts jsonb NOT NULL,
    words text NOT NULL,                 -- title and texts, lower case: what a search looks in
    version integer NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_name text NOT NULL,
    removed_at timestamptz               -- out of sight; its history and its uses stay
);
CREATE INDEX scripts_of ON scripts (folder, id) WHERE removed_at IS NULL;
CREATE TABLE script_versions (
    script bigint NOT NULL REFERENCES scripts,
    version integer NOT NULL,
    title text NOT NULL,
    parts jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_name text NOT NULL,
    PRIMARY KEY (script, version)
);
CREATE TABLE script_pictures (
    id text PRIMARY KEY,                 -- the digest of what is in it
    kind text NOT NULL,
    content bytea NOT NULL,
    added_at timestamptz NOT NULL
);
CREATE TABLE script_uses (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,
    script bigint NOT NULL REFERENCES scripts,
    version integer NOT NULL,
    at timestamptz NOT NULL,
    used_by text NOT NULL,
    used_name text NOT NULL,
    how text NOT NULL CHECK (how IN ('copied', 'inserted')),
    identity bigint                      -- for whom; null: nobody was looked at
);
CREATE INDEX script_uses_of ON script_uses (script, at DESC);
CREATE INDEX script_uses_identity ON script_uses (identity) WHERE identity IS NOT NULL
"""

# A transfer is seen by whoever sees the unit of its giver; what waits, by whoever sees the staff member who left. A use
# names a person: whoever sees the person sees it. Scripts themselves are read by their owner alone, which no unit says:
# they are asked for without row security, by queries that know the owner.
_SIGHT = """
ALTER TABLE customer_transfers ENABLE ROW LEVEL SECURITY;
CREATE POLICY customer_transfers_scope ON customer_transfers FOR SELECT TO huoshui_reader
    USING (huoshui_sees(ARRAY[unit]));
ALTER TABLE transfer_batches ENABLE ROW LEVEL SECURITY;
CREATE POLICY transfer_batches_scope ON transfer_batches FOR SELECT TO huoshui_reader
    USING (EXISTS (SELECT FROM customer_transfers AS held WHERE held.id = transfer));
ALTER TABLE transfer_items ENABLE ROW LEVEL SECURITY;
CREATE POLICY transfer_items_scope ON transfer_items FOR SELECT TO huoshui_reader
    USING (EXISTS (SELECT FROM customer_transfers AS held WHERE held.id = transfer));
ALTER TABLE transfer_waiting ENABLE ROW LEVEL SECURITY;
CREATE POLICY transfer_waiting_scope ON transfer_waiting FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL OR EXISTS (
        SELECT FROM relation_staff AS held
        WHERE held.corp = transfer_waiting.corp AND held.staff = transfer_waiting.giver));
GRANT SELECT ON customer_transfers, transfer_batches, transfer_items, transfer_waiting TO huoshui_reader;
REVOKE ALL ON script_folders, scripts, script_versions, script_pictures, script_uses FROM huoshui_reader
"""


def upgrade() -> None:
    for statements in (_TRANSFERS, _SCRIPTS, _SIGHT):
        op.execute(statements)


def downgrade() -> None:
    op.execute("""DROP TABLE script_uses, script_pictures, script_versions, scripts, script_folders, transfer_waiting,
        transfer_items, transfer_batches, customer_transfers""")
