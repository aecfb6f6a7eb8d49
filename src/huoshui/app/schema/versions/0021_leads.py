"""Leads: who left their number on a public platform or page, as it was received, and what became of it."""

from alembic import op

revision = "0021_leads"
down_revision = "0020_mass_sends"

_LEADS = """
CREATE TABLE leads (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    platform text NOT NULL,
    account text NOT NULL,               -- the connector's name; '' where no connector brought it
    lead_id text NOT NULL,               -- the platform's own number
    identity bigint NOT NULL,            -- whose it is is asked when it is read
    phone bigint,                        -- the phone's identity, by which it is searched; null: none that is usable
    unit bigint,                         -- null: headquarters'
    channel text NOT NULL,
    occurred_at timestamptz NOT NULL,    -- the platform's moment
    received_at timestamptz NOT NULL,    -- ours
    city text NOT NULL,
    facts jsonb NOT NULL,                -- advertisement, form, click: nothing that says who it is
    sealed bytea NOT NULL,               -- phone, e-mail, name and answers, under the identity's key
    state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'contacted', 'valid', 'invalid')),
    version integer NOT NULL DEFAULT 1,
    marked_at timestamptz,
    marked_by text NOT NULL DEFAULT '',
    UNIQUE (platform, account, lead_id)
);
CREATE INDEX leads_received ON leads (received_at DESC, id DESC);
CREATE INDEX leads_state ON leads (state, received_at DESC, id DESC);
CREATE INDEX leads_identity ON leads (identity);
CREATE INDEX leads_phone ON leads (phone) WHERE phone IS NOT NULL;
CREATE TABLE lead_marks (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lead bigint NOT NULL REFERENCES leads ON DELETE CASCADE,
    version integer NOT NULL,
    state text NOT NULL,
    sealed bytea,                        -- the note, under the identity's key
    at timestamptz NOT NULL,
    by text NOT NULL,
    by_name text NOT NULL,
    UNIQUE (lead, version)
);
"""

_SIGHT = """
ALTER TABLE leads ENABLE ROW LEVEL SECURITY;
CREATE POLICY leads_scope ON leads FOR SELECT TO huoshui_reader USING (huoshui_sees(ARRAY[unit]));
ALTER TABLE lead_marks ENABLE ROW LEVEL SECURITY;
CREATE POLICY lead_marks_scope ON lead_marks FOR SELECT TO huoshui_reader
    USING (huoshui_units() IS NULL OR EXISTS (SELECT FROM leads WHERE leads.id = lead));
GRANT SELECT ON leads, lead_marks TO huoshui_reader
"""


def upgrade() -> None:
    op.execute(_LEADS)
    op.execute(_SIGHT)


def downgrade() -> None:
    op.execute("DROP TABLE lead_marks, leads")
