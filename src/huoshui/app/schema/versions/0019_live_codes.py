"""Live codes: who stands behind a code, when, and what was done for each who scanned it; pages, and who opened them."""

from alembic import op

revision = "0019_live_codes"
down_revision = "0018_relations"

_CODES = """
CREATE TABLE live_codes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug text NOT NULL UNIQUE,
    account bigint NOT NULL,
    plan jsonb NOT NULL,
    exclusive boolean NOT NULL,
    state text NOT NULL UNIQUE,      -- by which the platform says who came by it; 30 characters at most
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    created_name text NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_name text NOT NULL
);
COMMENT ON TABLE live_codes IS 'live codes; what is printed is for ever, so none is ever deleted';
CREATE TABLE live_code_versions (
    code bigint NOT NULL REFERENCES live_codes,
    version integer NOT NULL,
    plan jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_name text NOT NULL,
    PRIMARY KEY (code, version)
);
CREATE TABLE live_code_standings (
    code bigint PRIMARY KEY REFERENCES live_codes,
    config_id text NOT NULL DEFAULT '',   -- the platform's only name for it
    picture text NOT NULL DEFAULT '',
    shown text[] NOT NULL DEFAULT '{}',
    shown_plan text NOT NULL DEFAULT '',  -- what else of the plan the platform has
    why text,
    shown_at timestamptz,
    making_at timestamptz,                -- since when one is being made whose config_id we do not know yet
    checked_at timestamptz,
    remade_at timestamptz,
    away text[] NOT NULL DEFAULT '{}',    -- whom the platform does not take
    away_at timestamptz,
    alarms text[] NOT NULL DEFAULT '{}',
    alarmed_at timestamptz,
    problem text NOT NULL DEFAULT '',
    pokes bigint NOT NULL DEFAULT 0,      -- how often somebody said that it must be looked at
    due_at timestamptz NOT NULL,
    leased_until timestamptz
);
CREATE INDEX live_code_standings_due ON live_code_standings (due_at);
REVOKE ALL ON live_codes, live_code_versions, live_code_standings FROM huoshui_reader
"""

_ADDS = """
CREATE TABLE live_code_adds (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code bigint NOT NULL REFERENCES live_codes,
    version integer NOT NULL,             -- of the code, by whose plan the steps are done
    account bigint NOT NULL,
    corp_id text NOT NULL,
    staff_id text NOT NULL,
    external_userid text NOT NULL,        -- '' when the person was erased
    identity bigint NOT NULL DEFAULT 0,   -- theirs, as events have it; 0 until the first step
    letters text[] NOT NULL,              -- the callbacks that told it
    said_at timestamptz NOT NULL,
    full_at timestamptz,                  -- when staff confirmed; without it nothing but a welcome can be done
    welcome_code text NOT NULL,
    welcome_at timestamptz                -- when the platform gave it: it serves for twenty seconds
);
CREATE INDEX live_code_adds_of ON live_code_adds (code, said_at);
CREATE INDEX live_code_adds_relation ON live_code_adds (account, staff_id, external_userid);
CREATE INDEX live_code_adds_identity ON live_code_adds (identity) WHERE identity != 0;
CREATE TABLE live_code_steps (
    add bigint NOT NULL REFERENCES live_code_adds ON DELETE CASCADE,
    step text NOT NULL,
    state text NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    asked boolean NOT NULL DEFAULT false, -- a question left whose answer we do not know
    due_at timestamptz NOT NULL,
    leased_until timestamptz,
    done_at timestamptz,
    problem text NOT NULL DEFAULT '',
    PRIMARY KEY (add, step)
);
CREATE INDEX live_code_steps_due ON live_code_steps (due_at) WHERE state = 'waiting';
CREATE TABLE live_code_media (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account bigint NOT NULL,
    kind text NOT NULL,
    filename text NOT NULL,
    content bytea NOT NULL,
    media_id text NOT NULL DEFAULT '',
    uploaded_at timestamptz,
    problem text NOT NULL DEFAULT '',
    due_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX live_code_media_due ON live_code_media (due_at);
REVOKE ALL ON live_code_adds, live_code_steps, live_code_media FROM huoshui_reader
"""

_GROUPS = """
CREATE TABLE group_codes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug text NOT NULL UNIQUE,
    account bigint NOT NULL,
    plan jsonb NOT NULL,
    state text NOT NULL UNIQUE,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_name text NOT NULL,
    config_id text NOT NULL DEFAULT '',
    picture text NOT NULL DEFAULT '',
    shown text[] NOT NULL DEFAULT '{}',
    found text[] NOT NULL DEFAULT '{}',   -- groups that the platform opened by itself
    sizes jsonb NOT NULL DEFAULT '{}',
    alarms text[] NOT NULL DEFAULT '{}',
    problem text NOT NULL DEFAULT '',
    due_at timestamptz NOT NULL,
    leased_until timestamptz
);
CREATE INDEX group_codes_due ON group_codes (due_at);
COMMENT ON TABLE group_codes IS 'codes by which groups are joined; their earlier versions are in the audit log';
REVOKE ALL ON group_codes FROM huoshui_reader
"""

_PAGES = """
CREATE TABLE landing_pages (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug text NOT NULL UNIQUE,
    plan jsonb NOT NULL,
    picture bytea,
    picture_type text NOT NULL DEFAULT '',
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    created_name text NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_name text NOT NULL
);
CREATE TABLE landing_page_versions (
    page bigint NOT NULL REFERENCES landing_pages,
    version integer NOT NULL,
    plan jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_name text NOT NULL,
    PRIMARY KEY (page, version)
);
CREATE TABLE page_views (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    click text NOT NULL UNIQUE,
    slug text NOT NULL,
    page bigint,                          -- the landing page; none where it was a live code's own
    code bigint,                          -- the live code that it showed
    version integer NOT NULL,
    at timestamptz NOT NULL,
    environment text NOT NULL,
    robot text NOT NULL,                  -- why it was no person's; '' when it was
    visitor text NOT NULL,                -- our first-party cookie; '' for robots
    identity bigint NOT NULL,
    network bigint NOT NULL,
    agent text NOT NULL,
    referrer text NOT NULL,
    query jsonb NOT NULL,                 -- what it was opened with: UTM, an advertisement's click id
    forwarded_at timestamptz              -- when it became an event; robots' never do
);
CREATE INDEX page_views_of ON page_views (slug, at);
CREATE INDEX page_views_code ON page_views (code, at) WHERE code IS NOT NULL;
CREATE INDEX page_views_identity ON page_views (identity) WHERE identity != 0;
CREATE INDEX page_views_waiting ON page_views (id) WHERE forwarded_at IS NULL AND robot = '';
REVOKE ALL ON landing_pages, landing_page_versions, page_views FROM huoshui_reader
"""


def upgrade() -> None:
    for statements in (_CODES, _ADDS, _GROUPS, _PAGES):
        op.execute(statements)


def downgrade() -> None:
    op.execute("""DROP TABLE page_views, group_codes, landing_page_versions, landing_pages, live_code_media, live_code_steps,
        live_code_adds, live_code_standings, live_code_versions, live_codes""")
