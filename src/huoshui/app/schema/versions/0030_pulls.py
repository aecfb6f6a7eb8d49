"""Pulls: how far each account's leads were read from its platform, and whose adds it is asked about."""

from alembic import op

revision = "0030_pulls"
down_revision = "0029_staff_activity"

_PULLS = """
CREATE TABLE connector_pulls (
    account bigint PRIMARY KEY REFERENCES connector_accounts,
    advertisers text[] NOT NULL,     -- whose leads are read, by the platform's numbers
    granted_at timestamptz NOT NULL,
    granted_by text NOT NULL,
    granted_name text NOT NULL,
    until timestamptz,               -- what was left before this was read
    pulled_at timestamptz,           -- when a pull came to its end last
    seen integer NOT NULL DEFAULT 0, -- leads that the last pull saw, and how many of those we did not have
    kept integer NOT NULL DEFAULT 0,
    total bigint NOT NULL DEFAULT 0, -- leads that came by pulls and by nothing before
    failed_at timestamptz,           -- when a pull ended early, and why
    problem text NOT NULL DEFAULT '',
    fact text NOT NULL DEFAULT '',
    tries integer NOT NULL DEFAULT 0,
    next_at timestamptz NOT NULL
);
REVOKE ALL ON connector_pulls FROM huoshui_reader
"""

_ADDS = """
CREATE TABLE ad_adds (
    identity bigint PRIMARY KEY,     -- of the unionid; once a day at most
    sealed bytea NOT NULL,           -- unionid and state, under the identity's key
    added_at timestamptz NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    next_at timestamptz,             -- null: there is nothing more to ask
    found boolean NOT NULL DEFAULT false
);
CREATE INDEX ad_adds_due ON ad_adds (next_at) WHERE next_at IS NOT NULL;
REVOKE ALL ON ad_adds FROM huoshui_reader
"""


def upgrade() -> None:
    op.execute(_PULLS)
    op.execute(_ADDS)


def downgrade() -> None:
    op.execute("DROP TABLE ad_adds, connector_pulls")
