"""What truly happened: runs of the value model, costs of channels, experiments, metrics."""

from alembic import op

revision = "0013_truths"
down_revision = "0012_intimacy"

_VALUE = """
CREATE TABLE value_runs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    asked jsonb NOT NULL,
    until_on date NOT NULL,
    step text NOT NULL DEFAULT '',
    done integer NOT NULL DEFAULT 0,
    total integer NOT NULL DEFAULT 0,
    answer jsonb,
    error text NOT NULL DEFAULT '',
    requested_at timestamptz NOT NULL,
    requested_by text NOT NULL,
    finished_at timestamptz,
    heartbeat_at timestamptz NOT NULL
);
CREATE INDEX value_runs_working ON value_runs (heartbeat_at) WHERE state IN ('queued', 'running');
COMMENT ON TABLE value_runs IS 'each run of the value model; its predictions lie in ClickHouse and count when it is done';
CREATE TABLE channel_costs (
    channel text NOT NULL,
    campaign text NOT NULL DEFAULT '',
    day date NOT NULL,
    fen bigint NOT NULL CHECK (fen >= 0),
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    PRIMARY KEY (channel, day, campaign)
);
COMMENT ON TABLE channel_costs IS 'what was paid for a channel on a day; a line that is sent again replaces the one before';
CREATE TABLE value_erased (person bigint PRIMARY KEY);
COMMENT ON TABLE value_erased IS 'erased people whose predictions ClickHouse has not forgotten yet';
REVOKE ALL ON value_runs, channel_costs, value_erased FROM huoshui_reader
"""

_EXPERIMENTS = """
CREATE TABLE experiments (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    salt text NOT NULL UNIQUE,
    definition jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('draft', 'running', 'stopped')),
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    started_at timestamptz,
    stopped_at timestamptz
);
COMMENT ON COLUMN experiments.salt IS 'decides who is in which arm; never used twice, so that experiments do not line up';
REVOKE ALL ON experiments FROM huoshui_reader
"""

_METRICS = """
CREATE TABLE metrics (
    name text PRIMARY KEY,
    chinese text NOT NULL UNIQUE,
    version integer NOT NULL,
    definition jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL
);
CREATE TABLE metric_versions (
    name text NOT NULL,
    version integer NOT NULL,
    definition jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    PRIMARY KEY (name, version)
);
COMMENT ON TABLE metrics IS 'the brand''s own metrics; those that ship are data of the program and their names are taken';
COMMENT ON TABLE metric_versions IS 'what each metric meant, also of those that were retired: numbers never come back';
REVOKE ALL ON metrics, metric_versions FROM huoshui_reader
"""


def upgrade() -> None:
    op.execute(_VALUE)
    op.execute(_EXPERIMENTS)
    op.execute(_METRICS)


def downgrade() -> None:
    op.execute("DROP TABLE metric_versions, metrics, experiments, channel_costs, value_erased, value_runs")
