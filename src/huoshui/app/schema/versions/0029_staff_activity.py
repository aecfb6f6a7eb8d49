"""What WeCom counts of staff and of their groups, day by day, and the pulls that read it."""

from alembic import op

revision = "0029_staff_activity"
down_revision = "0028_entries"

_DAYS = """
CREATE TABLE staff_days (
    corp text NOT NULL,
    staff text NOT NULL,
    day date NOT NULL,                   -- in Beijing
    added integer NOT NULL,
    deleted integer NOT NULL,            -- customers who deleted or blocked them
    chats integer NOT NULL,              -- in which they wrote
    messages integer NOT NULL,
    replied double precision,            -- percent of the chats that customers began; none: there were none
    first_reply double precision,        -- minutes
    asked integer NOT NULL,              -- friend requests that they made
    read_at timestamptz NOT NULL,
    corrected_at timestamptz,            -- when it was told otherwise than before
    PRIMARY KEY (corp, staff, day)
);
COMMENT ON TABLE staff_days IS 'What WeCom counted, as it told it last; ours is counted from histories and events.';
CREATE INDEX staff_days_day ON staff_days (day);
CREATE TABLE owner_days (
    corp text NOT NULL,
    staff text NOT NULL,                 -- the owner of the groups
    day date NOT NULL,
    opened integer NOT NULL,
    groups integer NOT NULL,             -- as the day ended, as are the members
    groups_talked integer NOT NULL,      -- in which anybody ever wrote
    joined integer NOT NULL,
    members integer NOT NULL,
    talked integer NOT NULL,             -- members who ever wrote
    messages integer NOT NULL,           -- ever
    read_at timestamptz NOT NULL,
    corrected_at timestamptz,
    PRIMARY KEY (corp, staff, day)
);
CREATE INDEX owner_days_day ON owner_days (day)
"""

_PULLS = """
CREATE TABLE activity_pulls (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account bigint NOT NULL,
    corp text NOT NULL,
    state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
    step text NOT NULL,
    until date NOT NULL,                 -- the last day that is read
    groups_until date,                   -- of groups everything is read up to this day
    started_at timestamptz NOT NULL,
    started_by text NOT NULL,
    finished_at timestamptz,
    beat_at timestamptz NOT NULL,
    figures integer NOT NULL DEFAULT 0,
    corrected integer NOT NULL DEFAULT 0,
    problem text NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX activity_pulls_one ON activity_pulls (account) WHERE state = 'running';
CREATE TABLE activity_pull_staff (
    pull bigint NOT NULL REFERENCES activity_pulls (id) ON DELETE CASCADE,
    staff text NOT NULL,
    done_at timestamptz,
    problem text NOT NULL DEFAULT '',    -- why their figures may not be read
    PRIMARY KEY (pull, staff)
)
"""

# Whoever sees a staff member sees what was counted of them; pulls are of everybody.
_SIGHT = """
ALTER TABLE staff_days ENABLE ROW LEVEL SECURITY;
CREATE POLICY staff_days_scope ON staff_days FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL OR EXISTS (
        SELECT FROM relation_staff AS held WHERE held.corp = staff_days.corp AND held.staff = staff_days.staff));
ALTER TABLE owner_days ENABLE ROW LEVEL SECURITY;
CREATE POLICY owner_days_scope ON owner_days FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL OR EXISTS (
        SELECT FROM relation_staff AS held WHERE held.corp = owner_days.corp AND held.staff = owner_days.staff));
ALTER TABLE activity_pull_staff ENABLE ROW LEVEL SECURITY;
CREATE POLICY activity_pull_staff_scope ON activity_pull_staff FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL);
ALTER TABLE activity_pulls ENABLE ROW LEVEL SECURITY;
CREATE POLICY activity_pulls_scope ON activity_pulls FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL);
GRANT SELECT ON staff_days, owner_days, activity_pulls, activity_pull_staff TO huoshui_reader
"""


def upgrade() -> None:
    op.execute(_DAYS)
    op.execute(_PULLS)
    op.execute(_SIGHT)


def downgrade() -> None:
    op.execute("DROP TABLE activity_pull_staff, activity_pulls, owner_days, staff_days")
