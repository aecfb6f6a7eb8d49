"""Which reading of a corp's tags is kept: one that began earlier and ends later does not undo what is newer."""

from alembic import op

revision = "0041_tag_turns"
down_revision = "0040_steps_again"


def upgrade() -> None:
    op.execute("CREATE SEQUENCE corp_tag_turns")
    op.execute("CREATE TABLE corp_tag_readings (corp text PRIMARY KEY, turn bigint NOT NULL)")


def downgrade() -> None:
    op.execute("DROP TABLE corp_tag_readings")
    op.execute("DROP SEQUENCE corp_tag_turns")
