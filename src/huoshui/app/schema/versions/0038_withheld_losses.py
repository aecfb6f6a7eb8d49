"""Friends whom a comparison did not find and who are too many to be let go unasked, and who said that they went."""

from alembic import op

revision = "0038_withheld_losses"
down_revision = "0037_greeted_clicks"


def upgrade() -> None:
    op.execute(
        "ALTER TABLE relation_runs ADD COLUMN withheld int NOT NULL DEFAULT 0, "
        "ADD COLUMN confirmed_by text NOT NULL DEFAULT ''"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE relation_runs DROP COLUMN withheld, DROP COLUMN confirmed_by")
