"""What came to an account's door and changed nothing: repeated, forged, unreadable, and by which check it was known."""

from alembic import op

revision = "0034_doors_log"
down_revision = "0033_scoped_experiments"


def upgrade() -> None:
    op.execute("""
        ALTER TABLE connector_accounts
            ADD COLUMN repeated bigint NOT NULL DEFAULT 0,
            ADD COLUMN repeated_at timestamptz,      -- when something came that we had already
            ADD COLUMN unreadable bigint NOT NULL DEFAULT 0,
            ADD COLUMN refused_at timestamptz,       -- when something was refused last, forged or unreadable
            ADD COLUMN refused text NOT NULL DEFAULT ''  -- by which check; nothing of what was brought
    """)


def downgrade() -> None:
    op.execute("""
        ALTER TABLE connector_accounts DROP COLUMN repeated, DROP COLUMN repeated_at, DROP COLUMN unreadable,
            DROP COLUMN refused_at, DROP COLUMN refused
    """)
