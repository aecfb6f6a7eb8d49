"""Store codes: the nearest store's staff behind one printed code; posters with a person's own code."""

from alembic import op

revision = "0027_store_codes"
down_revision = "0026_moments"

_STORES = """
CREATE TABLE stores (
    unit bigint PRIMARY KEY REFERENCES units,
    details jsonb NOT NULL,               -- address, hours, phone, coordinates in GCJ-02, the codes it shows
    version integer NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_name text NOT NULL
);
CREATE INDEX stores_changed ON stores (changed_at);
COMMENT ON TABLE stores IS 'what a store of the org tree is outside of it; who changed which part is in the audit log';
CREATE TABLE store_codes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug text NOT NULL UNIQUE,
    plan jsonb NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    created_name text NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_name text NOT NULL
);
CREATE TABLE store_visits (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code bigint NOT NULL REFERENCES store_codes,
    unit bigint,                          -- the store that was chosen; none when the page was opened to find one
    way text NOT NULL,                    -- how it was found; where somebody was is not kept
    led text NOT NULL,                    -- whose code they got
    at timestamptz NOT NULL,
    robot text NOT NULL,                  -- why it was no person's; '' when it was
    visitor text NOT NULL,                -- our first-party cookie; '' for robots
    identity bigint NOT NULL
);
CREATE INDEX store_visits_of ON store_visits (code, at);
CREATE INDEX store_visits_identity ON store_visits (identity) WHERE identity != 0;
REVOKE ALL ON stores, store_codes, store_visits FROM huoshui_reader
"""

_POSTERS = """
CREATE TABLE posters (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plan jsonb NOT NULL,
    picture bytea,                        -- a background of the brand's, as JPEG; the gallery's without one
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_name text NOT NULL
);
COMMENT ON TABLE posters IS 'what posters are made of; the copies that are drawn are not kept';
REVOKE ALL ON posters FROM huoshui_reader
"""


def upgrade() -> None:
    op.execute(_STORES)
    op.execute(_POSTERS)


def downgrade() -> None:
    op.execute("DROP TABLE posters, store_visits, store_codes, stores")
