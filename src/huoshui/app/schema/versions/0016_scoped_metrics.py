"""Scoped viewers read what a metric means: the people behind its figures are asked for on their session."""

from alembic import op

revision = "0016_scoped_metrics"
down_revision = "0015_touchpoints"


def upgrade() -> None:
    op.execute("GRANT SELECT ON metrics TO huoshui_reader")


def downgrade() -> None:
    op.execute("REVOKE ALL ON metrics FROM huoshui_reader")
