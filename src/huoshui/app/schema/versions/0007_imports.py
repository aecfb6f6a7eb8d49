"""Imports of files: each upload, the rows that could not be read, what was imported when, saved mappings, content figures."""

from alembic import op

revision = "0007_imports"
down_revision = "0006_commerce"


def upgrade() -> None:
    op.execute("""
        CREATE TABLE imports (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            file text NOT NULL,
            sha256 bytea NOT NULL,
            size bigint NOT NULL,
            media text,
            media_key bytea,
            mapping jsonb,
            platform text NOT NULL DEFAULT '',
            dry_run boolean NOT NULL,
            state text NOT NULL CHECK (state IN ('queued', 'running', 'finished', 'dry_run', 'failed', 'undoing', 'undone')),
            created_at timestamptz NOT NULL,
            created_by text NOT NULL,
            exported_at timestamptz NOT NULL,
            started_at timestamptz,
            finished_at timestamptz,
            heartbeat_at timestamptz NOT NULL,
            total bigint NOT NULL DEFAULT 0,
            rows bigint NOT NULL DEFAULT 0,
            counts jsonb NOT NULL DEFAULT '{}',
            tables jsonb NOT NULL DEFAULT '[]',
            first_problems bytea,
            error jsonb
        );
        COMMENT ON COLUMN imports.media_key IS 'sealed; the key under which the upload lies enciphered, until it is no longer needed';
        COMMENT ON COLUMN imports.first_problems IS 'sealed; the first rows of a dry run that cannot be imported';
        CREATE INDEX imports_working ON imports (heartbeat_at) WHERE state IN ('queued', 'running', 'undoing');

        CREATE TABLE import_problems (
            import_id bigint NOT NULL REFERENCES imports,
            ordinal bigint NOT NULL,
            part integer NOT NULL,
            row bigint NOT NULL,
            code text NOT NULL,
            kept boolean NOT NULL,
            sealed bytea NOT NULL,
            PRIMARY KEY (import_id, ordinal)
        );
        COMMENT ON COLUMN import_problems.sealed IS 'sealed; column, value and the cells of the row';

        CREATE TABLE import_mappings (
            name text PRIMARY KEY,
            document jsonb NOT NULL,
            updated_at timestamptz NOT NULL,
            updated_by text NOT NULL
        );

        CREATE TABLE import_records (
            record bigint NOT NULL,
            content bigint NOT NULL,
            names integer NOT NULL,
            exported_at bigint NOT NULL,
            import_id bigint NOT NULL,
            PRIMARY KEY (record, content)
        );
        COMMENT ON TABLE import_records IS 'each state in which a record came; the newest export holds';
        CREATE INDEX import_records_import ON import_records USING brin (import_id) WITH (pages_per_range = 16);

        CREATE TABLE content_facts (
            key bigint NOT NULL,
            content bigint NOT NULL,
            import_id bigint NOT NULL,
            exported_at bigint NOT NULL,
            platform text NOT NULL,
            shop text NOT NULL,
            title text,
            url text,
            segment text,
            published_at timestamptz,
            measured_at timestamptz NOT NULL,
            metrics jsonb NOT NULL,
            columns jsonb NOT NULL,
            PRIMARY KEY (key, content)
        );
        CREATE INDEX content_facts_import ON content_facts (import_id);
    """)


def downgrade() -> None:
    op.execute("DROP TABLE content_facts, import_records, import_mappings, import_problems, imports")
