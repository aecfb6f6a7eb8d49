"""Reminders of staff's tasks, our tags on groups, and the welcomes that owners of groups may choose."""

from alembic import op

revision = "0035_reminders_and_groups"
down_revision = "0034_doors_log"

_REMINDERS = """
ALTER TABLE staff_tasks
    ADD COLUMN reminded text NOT NULL DEFAULT '',   -- of what staff were reminded last: begun, due or overdue
    ADD COLUMN reminded_at timestamptz;
UPDATE staff_tasks SET reminded = 'overdue' WHERE begins_at < now();  -- of what is old nobody is reminded now
CREATE INDEX staff_tasks_reminding ON staff_tasks (begins_at)
    WHERE outcome = 'open' AND staff <> '' AND reminded <> 'overdue';
CREATE INDEX staff_tasks_reminded ON staff_tasks (corp, staff, reminded_at) WHERE reminded_at IS NOT NULL
"""

_GROUPS = """
ALTER TABLE customer_groups ADD COLUMN tags text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN customer_groups.tags IS 'Ours alone: the platform knows tags of customers, none of groups.';
CREATE INDEX customer_groups_tags ON customer_groups USING gin (tags) WHERE tags <> '{}';
CREATE TABLE group_welcomes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,            -- the same is made once
    account bigint NOT NULL,             -- the connector in whose name it was made: no other may change it
    corp text NOT NULL,
    name text NOT NULL,
    words text NOT NULL,
    brings jsonb,                        -- what comes with the words
    template_id text NOT NULL DEFAULT '',  -- the platform's name; empty while nobody knows whether it has it
    made_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_name text NOT NULL
);
CREATE INDEX group_welcomes_corp ON group_welcomes (corp, id);
REVOKE ALL ON group_welcomes FROM huoshui_reader
"""


def upgrade() -> None:
    for script in (_REMINDERS, _GROUPS):
        for statement in script.split(";\n"):
            op.execute(statement)


def downgrade() -> None:
    for statement in (
        "DROP TABLE group_welcomes", "ALTER TABLE customer_groups DROP COLUMN tags",
        "DROP INDEX staff_tasks_reminding", "DROP INDEX staff_tasks_reminded",
        "ALTER TABLE staff_tasks DROP COLUMN reminded, DROP COLUMN reminded_at",
    ):  # fmt: skip
        op.execute(statement)
