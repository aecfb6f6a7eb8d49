"""Entries of mini-programs behind short links, and posters as landing pages show them."""

from alembic import op

revision = "0028_entries"
down_revision = "0027_store_codes"

_ENTRIES = """
CREATE TABLE mini_program_entries (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account bigint NOT NULL REFERENCES connector_accounts,
    path text NOT NULL,
    query text NOT NULL,
    kind text NOT NULL,                   -- a URL Link, or a URL Scheme
    address text NOT NULL DEFAULT '',     -- the last that the platform gave; '' before the first
    made_at timestamptz,
    expires_at timestamptz,
    due_at timestamptz NOT NULL,          -- when it is made, renewed or tried again
    tries integer NOT NULL DEFAULT 0,     -- in a row that failed
    problem text NOT NULL DEFAULT '',     -- why the last try failed; '' when it did not
    failed_at timestamptz,
    written_at timestamptz NOT NULL DEFAULT clock_timestamp(),  -- by this clock, whatever the writer's says
    UNIQUE (account, path, query, kind)
);
CREATE INDEX mini_program_entries_due ON mini_program_entries (due_at);
CREATE INDEX mini_program_entries_written ON mini_program_entries (written_at);
COMMENT ON TABLE mini_program_entries IS 'by what pages of mini-programs open from outside, as long as a link leads there';
REVOKE ALL ON mini_program_entries FROM huoshui_reader
"""

_POSTERS = """
ALTER TABLE posters ADD on_page bytea;    -- drawn without its code, small, once a landing page shows it
"""


def upgrade() -> None:
    op.execute(_ENTRIES)
    op.execute(_POSTERS)


def downgrade() -> None:
    op.execute("ALTER TABLE posters DROP on_page")
    op.execute("DROP TABLE mini_program_entries")
