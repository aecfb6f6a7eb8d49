"""Identifiers, links with their evidence, what staff decided about them, and changes on their way to ClickHouse."""

from alembic import op

revision = "0004_identity"
down_revision = "0003_events"


def upgrade() -> None:
    op.execute("""
        CREATE SEQUENCE identity_versions;
        CREATE SEQUENCE identifier_ordinals;
        CREATE TABLE identity_spaces (id integer PRIMARY KEY, namespace text NOT NULL UNIQUE);
        COMMENT ON TABLE identity_spaces IS 'a small number for each namespace, scope included';

        CREATE TABLE identifiers (
            identity bigint PRIMARY KEY,
            ordinal bigint NOT NULL DEFAULT nextval('identifier_ordinals'),
            person bigint NOT NULL,
            space integer NOT NULL,
            first_seen_at timestamptz NOT NULL,
            namespace text NOT NULL,
            value text,
            sealed bytea
        ) WITH (autovacuum_vacuum_insert_scale_factor = 0.5);
        COMMENT ON COLUMN identifiers.ordinal IS 'the order of arrival';
        COMMENT ON COLUMN identifiers.person IS 'the identity of the person''s founder: the member with the smallest ordinal';
        COMMENT ON COLUMN identifiers.value IS 'clear, unless it is personal data: then sealed holds it';
        CREATE INDEX identifiers_of_person ON identifiers (person);

        CREATE TABLE links (
            a bigint NOT NULL,
            b bigint NOT NULL CHECK (a < b),
            occurred_at bigint NOT NULL,
            operator boolean NOT NULL DEFAULT false,
            state smallint NOT NULL DEFAULT 0,
            reason text,
            evidence text NOT NULL,
            PRIMARY KEY (a, b, operator)
        ) WITH (autovacuum_vacuum_insert_scale_factor = 0.5);
        COMMENT ON TABLE links IS 'two identifiers that were seen together; people follow from these (identity.rules). '
            'No index by b: the ends of an accepted link are one person, so it is found among that person''s (store.links_at)';
        COMMENT ON COLUMN links.occurred_at IS 'of the first evidence, in milliseconds since 1970';
        COMMENT ON COLUMN links.state IS '0 accepted, 1 refused, 2 revoked by staff';
        CREATE INDEX links_of_staff ON links (a) WHERE operator;
        CREATE INDEX links_refused_a ON links (a) WHERE state = 1;
        CREATE INDEX links_refused_b ON links (b) WHERE state = 1;
        CREATE INDEX links_revoked_b ON links (b) WHERE state = 2;

        CREATE TABLE link_evidence (
            a bigint NOT NULL,
            b bigint NOT NULL,
            day integer NOT NULL,
            occurred_at bigint NOT NULL,
            evidence text NOT NULL,
            PRIMARY KEY (a, b, day)
        );
        CREATE INDEX link_evidence_by_b ON link_evidence (b);
        COMMENT ON TABLE link_evidence IS 'later evidence for a link, the first of each day (days since 1970, UTC)';

        CREATE TABLE never_links (
            a bigint NOT NULL,
            b bigint NOT NULL CHECK (a < b),
            decided_by text NOT NULL,
            decided_at timestamptz NOT NULL,
            note text NOT NULL DEFAULT '',
            PRIMARY KEY (a, b)
        );
        CREATE INDEX never_links_by_b ON never_links (b);

        CREATE TABLE identity_reviews (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            a bigint NOT NULL,
            b bigint NOT NULL,
            reason text NOT NULL,
            evidence text NOT NULL,
            created_at timestamptz NOT NULL,
            decision text CHECK (decision IN ('merge', 'apart', 'settled')),
            decided_by text,
            decided_at timestamptz,
            UNIQUE (a, b)
        );
        CREATE INDEX identity_reviews_open ON identity_reviews (id) WHERE decision IS NULL;

        CREATE TABLE identifier_imports (
            import_id bigint NOT NULL,
            identity bigint NOT NULL,
            PRIMARY KEY (import_id, identity)
        );
        COMMENT ON TABLE identifier_imports IS 'which identifiers an import has spoken of; for taking it back';
        CREATE INDEX identifier_imports_by_identity ON identifier_imports (identity);

        CREATE TABLE recycled (
            identity bigint NOT NULL,
            valid_from bigint NOT NULL,
            becomes bigint NOT NULL UNIQUE,
            decided_by text NOT NULL,
            decided_at timestamptz NOT NULL,
            PRIMARY KEY (identity, valid_from)
        );
        COMMENT ON TABLE recycled IS 'from this moment (milliseconds) the value belongs to somebody else, under another identity';

        CREATE TABLE identity_changes (identity bigint NOT NULL, person bigint NOT NULL, version bigint NOT NULL);
        COMMENT ON TABLE identity_changes IS 'on their way to identity_person in ClickHouse';
    """)
    # who is one person reaches across units: read by those who see them all (`identifiers` gets its policy from people)
    for table in ("links", "link_evidence", "never_links", "identity_reviews", "recycled"):
        op.execute(f"""
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            CREATE POLICY {table}_scope ON {table} FOR SELECT TO huoshui_reader USING (huoshui_units() IS NULL);
            GRANT SELECT ON {table} TO huoshui_reader;
        """)
    op.execute("GRANT SELECT ON identity_spaces TO huoshui_reader")


def downgrade() -> None:
    op.execute("""
        DROP TABLE identity_changes, recycled, identifier_imports, identity_reviews, never_links, link_evidence, links, identifiers, identity_spaces;
        DROP SEQUENCE identity_versions, identifier_ordinals;
    """)
