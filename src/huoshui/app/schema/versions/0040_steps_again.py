"""When somebody had a failed step of a live code tried again: from then on it has its seven days once more."""

from alembic import op

revision = "0040_steps_again"
down_revision = "0039_acquisition_allowances"


def upgrade() -> None:
    op.execute("ALTER TABLE live_code_steps ADD COLUMN again_at timestamptz")


def downgrade() -> None:
    op.execute("ALTER TABLE live_code_steps DROP COLUMN again_at")
