"""Moments: what staff are asked to publish, who did, and who liked or commented."""

from alembic import op

revision = "0026_moments"
down_revision = "0025_staff_tasks"

_MOMENTS = """
CREATE TABLE moments (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,            -- the same is made once
    account bigint NOT NULL,
    corp text NOT NULL,
    plan jsonb NOT NULL,
    digest text NOT NULL,                -- of the whole plan
    state text NOT NULL,
    people integer NOT NULL,             -- customers who could see it when it was planned
    hidden jsonb NOT NULL,               -- how many could not, by reason
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    started_at timestamptz,
    asking_at timestamptz,               -- since when the question may have left whose answer we do not know
    jobid text NOT NULL DEFAULT '',      -- good at the platform for a day
    moment_id text UNIQUE,               -- the platform's only name for it
    asked_at timestamptz,                -- when we knew that staff see it
    ended_at timestamptz,
    tries integer NOT NULL DEFAULT 0,
    problem text NOT NULL DEFAULT '',
    due_at timestamptz NOT NULL          -- when somebody has to look after it; infinity: when somebody says so
);
CREATE INDEX moments_due ON moments (due_at) WHERE due_at < 'infinity';
CREATE TABLE moment_staff (
    moment bigint NOT NULL REFERENCES moments,
    staff text NOT NULL,
    corp text NOT NULL,
    unit bigint,                         -- the staff member's when it was planned; null: headquarters'
    state text NOT NULL,
    published_at timestamptz,            -- when we learned of it: the platform does not say when it was
    chosen_at timestamptz,               -- when it was read whom the platform chose to show it to
    shown_at timestamptz,                -- when it was first read to whom it was shown
    due_at timestamptz NOT NULL DEFAULT 'infinity',
    reminds boolean NOT NULL DEFAULT false,  -- whether a reminder was asked for and has not left
    reminded_at timestamptz[] NOT NULL DEFAULT '{}',
    problem text NOT NULL DEFAULT '',
    PRIMARY KEY (moment, staff)
);
CREATE TABLE moment_customers (
    moment bigint NOT NULL,
    staff text NOT NULL,
    contact text NOT NULL,               -- external_userid; 'gone:' and chance when the person was erased
    identity bigint,
    shown boolean NOT NULL DEFAULT false, -- whether it was published where they could see it
    PRIMARY KEY (moment, contact, staff),
    FOREIGN KEY (moment, staff) REFERENCES moment_staff
);
CREATE INDEX moment_customers_identity ON moment_customers (identity) WHERE identity IS NOT NULL;
CREATE TABLE moment_acts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    moment bigint NOT NULL,
    staff text NOT NULL,
    contact text NOT NULL,
    identity bigint,
    act text NOT NULL,
    key text NOT NULL,                   -- which of several comments; a like is given once
    at timestamptz NOT NULL,
    tells boolean NOT NULL DEFAULT true, -- whether the river has yet to hear of it
    FOREIGN KEY (moment, staff) REFERENCES moment_staff
);
CREATE UNIQUE INDEX moment_acts_once ON moment_acts (moment, contact, staff, act, key);
CREATE INDEX moment_acts_identity ON moment_acts (identity) WHERE identity IS NOT NULL;
CREATE INDEX moment_acts_telling ON moment_acts (id) WHERE tells;
-- the same file has another name at the platform where it is for moments
ALTER TABLE mass_send_media ADD COLUMN moment_media_id text NOT NULL DEFAULT '',
    ADD COLUMN moment_uploaded_at timestamptz
"""

# Whoever sees some units sees what their staff published, to whom, and the moments that these belong to.
_SIGHT = """
ALTER TABLE moment_staff ENABLE ROW LEVEL SECURITY;
CREATE POLICY moment_staff_scope ON moment_staff FOR SELECT TO huoshui_reader
    USING (huoshui_sees(ARRAY[unit]));
ALTER TABLE moment_customers ENABLE ROW LEVEL SECURITY;
CREATE POLICY moment_customers_scope ON moment_customers FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL OR EXISTS (
        SELECT FROM moment_staff AS held
        WHERE held.moment = moment_customers.moment AND held.staff = moment_customers.staff));
ALTER TABLE moment_acts ENABLE ROW LEVEL SECURITY;
CREATE POLICY moment_acts_scope ON moment_acts FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL OR EXISTS (
        SELECT FROM moment_staff AS held WHERE held.moment = moment_acts.moment AND held.staff = moment_acts.staff));
ALTER TABLE moments ENABLE ROW LEVEL SECURITY;
CREATE POLICY moments_scope ON moments FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL OR EXISTS (
        SELECT FROM moment_staff AS held WHERE held.moment = moments.id));
GRANT SELECT ON moments, moment_staff, moment_customers, moment_acts TO huoshui_reader
"""


def upgrade() -> None:
    op.execute(_MOMENTS)
    op.execute(_SIGHT)


def downgrade() -> None:
    op.execute("ALTER TABLE mass_send_media DROP COLUMN moment_media_id, DROP COLUMN moment_uploaded_at")
    op.execute("DROP TABLE moment_acts, moment_customers, moment_staff, moments")
