"""Whom short links brought: the one click behind a new contact."""

from alembic import op

revision = "0024_link_adds"
down_revision = "0023_staff_work"

_ADDS = """
CREATE TABLE link_adds (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    click text NOT NULL,
    link bigint NOT NULL,
    corp_id text NOT NULL,
    staff_id text NOT NULL,
    external_userid text NOT NULL,
    identity bigint NOT NULL DEFAULT 0,  -- the contact's, once it became an event
    said_at timestamptz NOT NULL,
    first boolean NOT NULL,         -- whoever comes by the same address later had it from somebody: another visitor
    forwarded_at timestamptz,
    UNIQUE (click, corp_id, staff_id, external_userid)
);
CREATE UNIQUE INDEX link_adds_first ON link_adds (click) WHERE first;
CREATE INDEX link_adds_of ON link_adds (link, said_at);
CREATE INDEX link_adds_identity ON link_adds (identity) WHERE identity != 0;
CREATE INDEX link_adds_waiting ON link_adds (id) WHERE forwarded_at IS NULL;
COMMENT ON TABLE link_adds IS 'who became a contact by which click of a short link that leads to an acquisition link';
REVOKE ALL ON link_adds FROM huoshui_reader
"""


def upgrade() -> None:
    op.execute(_ADDS)


def downgrade() -> None:
    op.execute("DROP TABLE link_adds")
