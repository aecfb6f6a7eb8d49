"""Corps that WeCom warned: their acquisition links have few adds left, or none."""

from alembic import op

revision = "0039_acquisition_allowances"
down_revision = "0038_withheld_losses"

_TABLE = """
CREATE TABLE acquisition_allowances (
    corp text PRIMARY KEY,
    account bigint NOT NULL,             -- in whose name is asked how many are left
    "left" int,                          -- null: few, and not asked yet
    warned_at timestamptz NOT NULL
)
"""


def upgrade() -> None:
    op.execute(_TABLE)


def downgrade() -> None:
    op.execute("DROP TABLE acquisition_allowances")
