"""Experiments are read by the transaction of a viewer who may see some people only: for whom an arm holds."""

from alembic import op

revision = "0033_scoped_experiments"
down_revision = "0032_kept_figures"


def upgrade() -> None:
    op.execute("GRANT SELECT ON experiments TO huoshui_reader")


def downgrade() -> None:
    op.execute("REVOKE ALL ON experiments FROM huoshui_reader")
