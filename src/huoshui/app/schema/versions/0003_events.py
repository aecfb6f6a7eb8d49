"""Sources and their write keys, the ledger of messages, batches on their way, and quarantine."""

from alembic import op

revision = "0003_events"
down_revision = "0002_access"


def upgrade() -> None:
    op.execute("""
        CREATE TABLE sources (
            id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            name text NOT NULL UNIQUE,
            channel text NOT NULL DEFAULT '',
            plan text NOT NULL DEFAULT 'allow' CHECK (plan IN ('allow', 'quarantine')),
            created_at timestamptz NOT NULL DEFAULT now()
        );
        CREATE TABLE write_keys (
            hash bytea PRIMARY KEY,
            source integer NOT NULL REFERENCES sources,
            created_at timestamptz NOT NULL DEFAULT now(),
            retired_at timestamptz
        );

        CREATE TABLE intake_batches (
            id bigint PRIMARY KEY,
            writer bigint NOT NULL,
            stored integer NOT NULL DEFAULT 0,
            duplicates integer NOT NULL DEFAULT 0,
            rejected integer NOT NULL DEFAULT 0,
            told bytea,
            closed_at timestamptz,
            applied_at timestamptz,
            failed_why text
        );
        COMMENT ON COLUMN intake_batches.closed_at IS 'null: on its way; its rows in ClickHouse count only once this is set';
        COMMENT ON COLUMN intake_batches.told IS 'sealed; what downstream must know, until it was applied';
        COMMENT ON COLUMN intake_batches.failed_why IS 'a defect downstream: set aside until the next start tries again';
        CREATE INDEX intake_batches_open ON intake_batches (writer) WHERE closed_at IS NULL;
        CREATE INDEX intake_batches_waiting ON intake_batches (id) WHERE closed_at IS NOT NULL AND applied_at IS NULL AND failed_why IS NULL;
        CREATE SEQUENCE intake_batch_ids;
        CREATE TABLE intake_totals (
            source integer PRIMARY KEY,
            stored bigint NOT NULL DEFAULT 0,
            duplicates bigint NOT NULL DEFAULT 0,
            rejected bigint NOT NULL DEFAULT 0
        );

        CREATE TABLE message_keys (
            key uuid PRIMARY KEY,
            batch bigint NOT NULL,
            import_id bigint
        ) WITH (autovacuum_vacuum_insert_scale_factor = 0.5);
        COMMENT ON COLUMN message_keys.import_id IS 'set for file rows, whose keys are kept for ever';
        CREATE INDEX message_keys_by_age ON message_keys USING brin (batch);
        CREATE INDEX message_keys_of_import ON message_keys (import_id) WHERE import_id IS NOT NULL;

        CREATE TABLE quarantine (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            key uuid NOT NULL UNIQUE,
            source integer NOT NULL,
            message_id text NOT NULL,
            name text NOT NULL,
            code text NOT NULL,
            message text NOT NULL,
            arrival bytea NOT NULL,
            identities bigint[] NOT NULL,
            received_at timestamptz NOT NULL,
            import_id bigint NOT NULL DEFAULT 0,
            released_at timestamptz
        );
        COMMENT ON COLUMN quarantine.arrival IS 'sealed; the event as it arrived';
        COMMENT ON COLUMN quarantine.identities IS 'whose it may be, so that erasing a person finds it';
        CREATE INDEX quarantine_by_identity ON quarantine USING gin (identities);
        CREATE INDEX quarantine_waiting ON quarantine (id) WHERE released_at IS NULL;
    """)


def downgrade() -> None:
    op.execute("""
        DROP TABLE quarantine, message_keys, intake_totals, intake_batches, write_keys, sources;
        DROP SEQUENCE intake_batch_ids;
    """)
