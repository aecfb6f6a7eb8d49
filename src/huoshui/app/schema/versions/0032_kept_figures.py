"""What screens were last told, kept over restarts, and when it had to be forgotten."""

from alembic import op

revision = "0032_kept_figures"
down_revision = "0030_pulls"

_FIGURES = """
CREATE TABLE kept_figures (
    key text PRIMARY KEY,                -- digest of what was asked, for whose eyes, by which rules
    recipe text NOT NULL,                -- how it is worked out anew
    asked text NOT NULL,                 -- JSON
    units bigint[],                      -- whose eyes; null: everything
    body text,                           -- JSON as the door answers it; null: not known (any more)
    worked_out_at timestamptz,           -- the moment as of which it is true
    wanted_at timestamptz NOT NULL,      -- when somebody last looked
    claimed_at timestamptz               -- when a process last began to work it out anew by itself
);
COMMENT ON TABLE kept_figures IS 'Counts of people, never people. At most 500; all bodies go with each erasure.';
CREATE INDEX kept_figures_wanted ON kept_figures (wanted_at);
CREATE TABLE figures_forgotten (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    at timestamptz NOT NULL              -- what was begun shortly after that may still count the erased
);
REVOKE ALL ON kept_figures, figures_forgotten FROM huoshui_reader
"""


def upgrade() -> None:
    op.execute(_FIGURES)


def downgrade() -> None:
    op.execute("DROP TABLE figures_forgotten, kept_figures")
