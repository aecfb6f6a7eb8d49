"""Intimacy: fitted models with their reports, which of them is in force, and runs over everybody."""

from alembic import op

revision = "0012_intimacy"
down_revision = "0011_layers"

_FITS = """
CREATE TABLE intimacy_fits (
    version integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    model jsonb NOT NULL,
    report jsonb NOT NULL,
    verdict text NOT NULL,
    made_at timestamptz NOT NULL,
    made_by text NOT NULL
);
COMMENT ON TABLE intimacy_fits IS 'every fit of the weights, also those that were never put in force';
CREATE TABLE intimacy_in_force (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    version integer NOT NULL,
    since timestamptz NOT NULL,
    by text NOT NULL,
    reason text NOT NULL
);
COMMENT ON TABLE intimacy_in_force IS 'which fit was put in force when: the last line counts; without one, or with version 0, the defaults do'
"""
_RUNS = """
CREATE TABLE intimacy_runs (
    run integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    task text NOT NULL,
    state text NOT NULL,
    step text NOT NULL DEFAULT '',
    asked_by text NOT NULL,
    as_of timestamptz NOT NULL,
    begun_at timestamptz,
    ended_at timestamptz,
    people bigint NOT NULL DEFAULT 0,
    moves bigint NOT NULL DEFAULT 0,
    version integer,
    note text NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX intimacy_runs_waiting ON intimacy_runs (task) WHERE state = 'waiting';
COMMENT ON TABLE intimacy_runs IS 'jobs over everybody; the number of a run is that of its scores in ClickHouse';
CREATE TABLE intimacy_forgotten (person bigint PRIMARY KEY);
COMMENT ON TABLE intimacy_forgotten IS 'erased people whose scores in ClickHouse are still to be deleted';
GRANT SELECT ON intimacy_fits, intimacy_in_force TO huoshui_reader;
REVOKE ALL ON intimacy_runs, intimacy_forgotten FROM huoshui_reader
"""


def upgrade() -> None:
    op.execute(_FITS)
    op.execute(_RUNS)


def downgrade() -> None:
    op.execute("DROP TABLE intimacy_forgotten, intimacy_runs, intimacy_in_force, intimacy_fits")
