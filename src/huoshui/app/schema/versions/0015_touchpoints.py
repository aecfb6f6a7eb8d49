"""Touchpoints: short links with their history, and every click of them."""

from alembic import op

revision = "0015_touchpoints"
down_revision = "0014_boards"

_LINKS = """
CREATE TABLE short_links (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text NOT NULL UNIQUE,
    name text NOT NULL,
    note text NOT NULL,
    channel text NOT NULL,
    campaign text NOT NULL,
    variants jsonb NOT NULL,
    paused boolean NOT NULL,
    expires_at timestamptz,
    most_clicks bigint,
    password_hash text,
    marks boolean NOT NULL,
    people bigint NOT NULL DEFAULT 0,  -- clicks of people that count against most_clicks
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    created_name text NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_name text NOT NULL,
    written_at timestamptz NOT NULL DEFAULT clock_timestamp()  -- by this clock, whatever the writer's says
);
CREATE INDEX short_links_written ON short_links (written_at);
COMMENT ON TABLE short_links IS 'short links; a code is for ever, so none is ever deleted';
CREATE TABLE short_link_versions (
    id bigint NOT NULL REFERENCES short_links,
    version integer NOT NULL,
    name text NOT NULL,
    variants jsonb NOT NULL,
    paused boolean NOT NULL,
    expires_at timestamptz,
    most_clicks bigint,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_name text NOT NULL,
    PRIMARY KEY (id, version)
);
REVOKE ALL ON short_links, short_link_versions FROM huoshui_reader
"""

_CLICKS = """
CREATE TABLE link_clicks (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    click text NOT NULL UNIQUE,
    link bigint NOT NULL,           -- no foreign key: each click would lock its link
    version integer NOT NULL,
    variant smallint NOT NULL,
    at timestamptz NOT NULL,
    environment text NOT NULL,
    outcome text NOT NULL,
    robot text NOT NULL,            -- why it was no person's; '' when it was
    visitor text NOT NULL,          -- our first-party cookie; '' for robots
    identity bigint NOT NULL,       -- the visitor's, as events have it; 0 for robots
    network bigint NOT NULL,        -- keyed hash of the address without its last part
    agent text NOT NULL,
    referrer text NOT NULL,
    query jsonb NOT NULL,           -- what the link was opened with: UTM, an advertisement's click id
    url text NOT NULL,
    forwarded_at timestamptz        -- when it became an event; robots' never do
);
CREATE INDEX link_clicks_of ON link_clicks (link, at);
CREATE INDEX link_clicks_identity ON link_clicks (identity) WHERE identity != 0;
CREATE INDEX link_clicks_waiting ON link_clicks (id) WHERE forwarded_at IS NULL AND robot = '';
REVOKE ALL ON link_clicks FROM huoshui_reader
"""


def upgrade() -> None:
    op.execute(_LINKS)
    op.execute(_CLICKS)


def downgrade() -> None:
    op.execute("DROP TABLE link_clicks, short_link_versions, short_links")
