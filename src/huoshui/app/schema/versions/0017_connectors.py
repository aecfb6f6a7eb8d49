"""Connectors: accounts on platforms, the callbacks they received, and the tokens by which platforms are asked."""

from alembic import op

revision = "0017_connectors"
down_revision = "0016_scoped_metrics"

_ACCOUNTS = """
CREATE TABLE connector_accounts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel text NOT NULL,
    name text NOT NULL UNIQUE,       -- its place in the callback address, for ever
    title text NOT NULL,
    corp_id text NOT NULL,
    agent_id bigint NOT NULL DEFAULT 0,
    address text NOT NULL DEFAULT '',  -- where the platform is asked, when not where everybody asks it
    sealed bytea NOT NULL,           -- secret, token and key, as JSON
    paused boolean NOT NULL DEFAULT false,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    created_name text NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_name text NOT NULL,
    heard_at timestamptz,            -- when a genuine callback came last
    forged_at timestamptz,           -- when something came that was not
    forged bigint NOT NULL DEFAULT 0,
    asked_at timestamptz,            -- when the platform answered us last
    failed_at timestamptz,           -- when it did not, and why
    failure text NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX connector_accounts_app ON connector_accounts (channel, corp_id, agent_id);
REVOKE ALL ON connector_accounts FROM huoshui_reader
"""

_LETTERS = """
CREATE TABLE connector_letters (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account bigint NOT NULL,         -- no foreign key: each callback would lock its account
    key bytea NOT NULL,
    sealed bytea NOT NULL,           -- the callback as it was opened
    event text NOT NULL,             -- what kind it is, in the platform's words; nothing about anybody
    said_at timestamptz NOT NULL,
    arrived_at timestamptz NOT NULL,
    read_at timestamptz,             -- when every reader had it and its events were stored
    told text[] NOT NULL DEFAULT '{}',  -- the readers that had it so far, when others failed
    tries integer NOT NULL DEFAULT 0,
    next_at timestamptz NOT NULL,    -- when it is read, or tried again
    stuck_at timestamptz,            -- when it was tried often enough to leave it to somebody
    problem text NOT NULL DEFAULT '',
    UNIQUE (account, key)
);
CREATE INDEX connector_letters_waiting ON connector_letters (account, id) WHERE read_at IS NULL AND stuck_at IS NULL;
CREATE INDEX connector_letters_stuck ON connector_letters (account, id) WHERE stuck_at IS NOT NULL;
CREATE INDEX connector_letters_of ON connector_letters (account, arrived_at);
REVOKE ALL ON connector_letters FROM huoshui_reader
"""

_FORWARDS = """
CREATE TABLE connector_forwards (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account bigint NOT NULL REFERENCES connector_accounts,
    url text NOT NULL,
    sealed bytea NOT NULL,           -- the secret by which its receiver knows us
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    created_name text NOT NULL,
    tries integer NOT NULL DEFAULT 0,   -- failures since it last took something
    next_at timestamptz NOT NULL,
    taken bigint NOT NULL DEFAULT 0,
    taken_at timestamptz,
    failed_at timestamptz,
    failure text NOT NULL DEFAULT '',
    given_up bigint NOT NULL DEFAULT 0,
    UNIQUE (account, url)
);
CREATE TABLE connector_forwardings (
    forward bigint NOT NULL,         -- no foreign keys, as with letters
    letter bigint NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    until timestamptz NOT NULL,      -- then it is given up
    PRIMARY KEY (forward, tries, letter)
);
REVOKE ALL ON connector_forwards, connector_forwardings FROM huoshui_reader
"""

_TOKENS = """
CREATE TABLE connector_tokens (
    name text PRIMARY KEY,
    sealed bytea NOT NULL,
    expires_at timestamptz NOT NULL
);
REVOKE ALL ON connector_tokens FROM huoshui_reader
"""


def upgrade() -> None:
    for statement in (_ACCOUNTS, _LETTERS, _FORWARDS, _TOKENS):
        op.execute(statement)


def downgrade() -> None:
    op.execute(
        "DROP TABLE connector_tokens, connector_forwardings, connector_forwards, connector_letters, connector_accounts"
    )
