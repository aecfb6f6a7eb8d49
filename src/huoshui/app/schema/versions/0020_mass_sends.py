"""Mass sends: what was said to whom through which staff, and what became of it."""

from alembic import op

revision = "0020_mass_sends"
down_revision = "0019_live_codes"

_SENDS = """
CREATE TABLE mass_sends (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,            -- the same is made once
    account bigint NOT NULL,
    corp text NOT NULL,
    kind text NOT NULL,
    plan jsonb NOT NULL,                 -- without the contacts that were listed: they are receivers
    digest text NOT NULL,                -- of the whole plan
    state text NOT NULL,
    left_out jsonb NOT NULL,             -- how many of the audience are not asked for, by reason
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    started_at timestamptz,
    asked_at timestamptz,                -- when the last part was asked
    ended_at timestamptz,
    due_at timestamptz NOT NULL          -- when somebody has to look after it; infinity: when somebody says so
);
CREATE INDEX mass_sends_due ON mass_sends (due_at) WHERE due_at < 'infinity';
CREATE TABLE mass_send_parts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    send bigint NOT NULL REFERENCES mass_sends,
    corp text NOT NULL,
    staff text NOT NULL,
    unit bigint,                         -- the staff member's when it was planned; null: headquarters'
    state text NOT NULL,
    asking_at timestamptz,               -- since when a question may have left whose answer we do not know
    asked_at timestamptz,
    msgid text UNIQUE,                   -- the platform's only name for it
    confirmed_at timestamptz,
    settled boolean NOT NULL DEFAULT false,  -- whether nothing more is to be learned
    tries integer NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL,
    reminds boolean NOT NULL DEFAULT false,  -- whether a reminder was asked for and has not left
    reminded_at timestamptz[] NOT NULL DEFAULT '{}',
    problem text NOT NULL DEFAULT ''
);
CREATE INDEX mass_send_parts_send ON mass_send_parts (send, id);
CREATE TABLE mass_send_receivers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    send bigint NOT NULL REFERENCES mass_sends,
    part bigint NOT NULL REFERENCES mass_send_parts,
    contact text NOT NULL,               -- external_userid, or a group's id; '' when the person was erased
    identity bigint,
    outcome text NOT NULL,
    reason text NOT NULL DEFAULT '',
    sent_at timestamptz,
    tells boolean NOT NULL DEFAULT false -- whether the river has yet to hear what became of it
);
CREATE UNIQUE INDEX mass_send_receivers_once ON mass_send_receivers (send, contact) WHERE contact <> '';
CREATE INDEX mass_send_receivers_part ON mass_send_receivers (part, id);
CREATE INDEX mass_send_receivers_identity ON mass_send_receivers (identity) WHERE identity IS NOT NULL;
CREATE INDEX mass_send_receivers_sent ON mass_send_receivers (contact, sent_at) WHERE outcome = 'sent';
CREATE INDEX mass_send_receivers_telling ON mass_send_receivers (id) WHERE tells;
CREATE TABLE mass_send_media (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account bigint NOT NULL,
    kind text NOT NULL,
    filename text NOT NULL,
    content bytea NOT NULL,
    media_id text NOT NULL DEFAULT '',
    uploaded_at timestamptz,
    created_at timestamptz NOT NULL
);
CREATE TABLE mass_send_quotas (
    corp text PRIMARY KEY,
    mode text NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL
)
"""

# Whoever sees some units sees the tasks of their staff, who received those, and the sends that these belong to.
_SIGHT = """
ALTER TABLE mass_send_parts ENABLE ROW LEVEL SECURITY;
CREATE POLICY mass_send_parts_scope ON mass_send_parts FOR SELECT TO huoshui_reader
    USING (huoshui_sees(ARRAY[unit]));
ALTER TABLE mass_send_receivers ENABLE ROW LEVEL SECURITY;
CREATE POLICY mass_send_receivers_scope ON mass_send_receivers FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL OR EXISTS (
        SELECT FROM mass_send_parts AS held WHERE held.id = part));
ALTER TABLE mass_sends ENABLE ROW LEVEL SECURITY;
CREATE POLICY mass_sends_scope ON mass_sends FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL OR EXISTS (
        SELECT FROM mass_send_parts AS held WHERE held.send = mass_sends.id));
GRANT SELECT ON mass_sends, mass_send_parts, mass_send_receivers TO huoshui_reader;
REVOKE ALL ON mass_send_media, mass_send_quotas FROM huoshui_reader
"""


def upgrade() -> None:
    op.execute(_SENDS)
    op.execute(_SIGHT)


def downgrade() -> None:
    op.execute("DROP TABLE mass_send_quotas, mass_send_media, mass_send_receivers, mass_send_parts, mass_sends")
