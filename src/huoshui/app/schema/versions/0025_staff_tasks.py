"""Staff's work: tasks with a window they are due in, and SOP calendars that make them."""

from alembic import op

revision = "0025_staff_tasks"
down_revision = "0024_link_adds"

_TASKS = """
CREATE TABLE staff_tasks (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,            -- the same is made once
    corp text NOT NULL DEFAULT '',
    staff text NOT NULL DEFAULT '',      -- '': the whole unit's
    unit bigint REFERENCES units,        -- where it is no staff member's
    relation bigint,                     -- about this relation; it may end and be erased
    contact text NOT NULL DEFAULT '',
    identity bigint,                     -- about this person; null: about nobody, or somebody who was erased
    group_id text NOT NULL DEFAULT '',   -- about this group
    words text NOT NULL,                 -- '' where they are sealed
    sealed bytea,                        -- what was written by hand about a person, under the identity's key
    script bigint REFERENCES scripts,
    enrollment bigint,                    -- by which SOP it was made
    step integer,
    begins_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    outcome text NOT NULL DEFAULT 'open' CHECK (outcome IN ('open', 'done', 'dropped')),
    ended_at timestamptz,
    made_at timestamptz NOT NULL,
    made_name text NOT NULL,
    tells boolean NOT NULL DEFAULT false,  -- whether the river has yet to hear of it
    CHECK (staff <> '' OR unit IS NOT NULL),
    CHECK (begins_at < due_at),
    CHECK ((outcome = 'open') = (ended_at IS NULL))
);
CREATE INDEX staff_tasks_due ON staff_tasks (due_at, id);
CREATE INDEX staff_tasks_staff ON staff_tasks (corp, staff, due_at);
CREATE INDEX staff_tasks_open ON staff_tasks (relation) WHERE outcome = 'open' AND relation IS NOT NULL;
CREATE INDEX staff_tasks_identity ON staff_tasks (identity) WHERE identity IS NOT NULL;
CREATE INDEX staff_tasks_enrollment ON staff_tasks (enrollment) WHERE enrollment IS NOT NULL;
CREATE INDEX staff_tasks_telling ON staff_tasks (id) WHERE tells;
CREATE TABLE staff_task_facts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    task bigint NOT NULL REFERENCES staff_tasks ON DELETE CASCADE,
    what text NOT NULL,                  -- made, done, dropped
    why text NOT NULL DEFAULT '',
    at timestamptz NOT NULL,
    by_whom text NOT NULL,
    by_name text NOT NULL
);
CREATE INDEX staff_task_facts_of ON staff_task_facts (task, id)
"""

_SOPS = """
CREATE TABLE sops (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,            -- the same is made once
    corp text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('personal', 'group')),
    plan jsonb NOT NULL,
    version integer NOT NULL,
    state text NOT NULL CHECK (state IN ('running', 'paused')),
    since_at timestamptz NOT NULL,       -- since when it runs: what fell due before is not made
    looked_at timestamptz,               -- when its segment was asked last
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_name text NOT NULL
);
CREATE TABLE sop_versions (
    sop bigint NOT NULL REFERENCES sops,
    version integer NOT NULL,
    plan jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_name text NOT NULL,
    PRIMARY KEY (sop, version)
);
CREATE TABLE sop_enrollments (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sop bigint NOT NULL REFERENCES sops,
    version integer NOT NULL,            -- by which they go to their end
    corp text NOT NULL,
    relation bigint,
    identity bigint,                     -- null when the person was erased
    group_id text NOT NULL DEFAULT '',
    anchor_at timestamptz NOT NULL,      -- from when days are counted
    enrolled_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'finished', 'ended')),
    why text NOT NULL DEFAULT '',        -- why it was ended early
    ended_at timestamptz
);
CREATE UNIQUE INDEX sop_enrollments_relation ON sop_enrollments (sop, relation) WHERE relation IS NOT NULL;
CREATE UNIQUE INDEX sop_enrollments_group ON sop_enrollments (sop, corp, group_id) WHERE group_id <> '';
CREATE INDEX sop_enrollments_running ON sop_enrollments (sop, id) WHERE state = 'running';
CREATE INDEX sop_enrollments_identity ON sop_enrollments (identity) WHERE identity IS NOT NULL;
CREATE INDEX follow_relations_friends ON follow_relations (corp, added_at) WHERE standing = 'friend'
"""

# A task is seen by whoever sees the staff member it is for, or the unit; whom a SOP follows, by whoever sees the relation
# or the group. What a SOP plans names no customer.
_SIGHT = """
ALTER TABLE staff_tasks ENABLE ROW LEVEL SECURITY;
CREATE POLICY staff_tasks_scope ON staff_tasks FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL OR (staff = '' AND huoshui_sees(ARRAY[unit])) OR EXISTS (
        SELECT FROM relation_staff AS held
        WHERE held.corp = staff_tasks.corp AND held.staff = staff_tasks.staff));
ALTER TABLE staff_task_facts ENABLE ROW LEVEL SECURITY;
CREATE POLICY staff_task_facts_scope ON staff_task_facts FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL OR EXISTS (SELECT FROM staff_tasks AS held WHERE held.id = task));
ALTER TABLE sop_enrollments ENABLE ROW LEVEL SECURITY;
CREATE POLICY sop_enrollments_scope ON sop_enrollments FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL
        OR EXISTS (SELECT FROM follow_relations AS held WHERE held.id = relation)
        OR EXISTS (SELECT FROM customer_groups AS held
                   WHERE held.corp = sop_enrollments.corp AND held.id = sop_enrollments.group_id));
GRANT SELECT ON staff_tasks, staff_task_facts, sops, sop_versions, sop_enrollments TO huoshui_reader
"""


def upgrade() -> None:
    for statements in (_TASKS, _SOPS, _SIGHT):
        op.execute(statements)


def downgrade() -> None:
    op.execute("DROP INDEX follow_relations_friends")
    op.execute("DROP TABLE sop_enrollments, sop_versions, sops, staff_task_facts, staff_tasks")
