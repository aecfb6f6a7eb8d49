"""Whom a short link's click brought and a live code greets: they are welcomed as it says, and are none of its adds."""

from alembic import op

revision = "0037_greeted_clicks"
down_revision = "0036_relations_lighter"


def upgrade() -> None:
    op.execute("ALTER TABLE live_code_adds ADD COLUMN click text NOT NULL DEFAULT ''")  # no click: by the code itself


def downgrade() -> None:
    op.execute("ALTER TABLE live_code_adds DROP COLUMN click")
