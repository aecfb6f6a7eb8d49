"""The outbox, the vault's keys, and the job queue."""

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0001_bedrock"
down_revision = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE vault_keys (subject bigint PRIMARY KEY, wrapped bytea NOT NULL);
        COMMENT ON TABLE vault_keys IS 'Wrapped data keys. Back this table up apart from the rest: without a key its data is gone.';

        CREATE TABLE outbox (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
            name text NOT NULL,
            payload jsonb NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now()
        );
        CREATE TABLE outbox_places (listener text PRIMARY KEY, place bigint NOT NULL DEFAULT 0);
    """)
    op.get_bind().exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))


def downgrade() -> None:
    op.execute("DROP TABLE vault_keys, outbox, outbox_places")
