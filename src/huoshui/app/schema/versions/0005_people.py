"""People: traits, tags, consents, contacts, affiliations, each person's summary, erasures, and who may see whom."""

from alembic import op

revision = "0005_people"
down_revision = "0004_identity"

_TRAITS = """
CREATE TABLE traits (
    identity bigint NOT NULL,
    name text NOT NULL,
    source integer NOT NULL,
    import_id bigint NOT NULL DEFAULT 0,
    slot bigint NOT NULL DEFAULT 0,  -- 0: only the newest word is kept; else a hash of the value: each is kept
    value jsonb NOT NULL,  -- JSON null: deleted; masked when personal
    sealed bytea,  -- personal: the JSON value, sealed under the identity's key
    search bigint,  -- personal: keyed hash of its normal form
    first_at bigint NOT NULL,  -- when it was first said, milliseconds
    occurred_at bigint NOT NULL,  -- when it was last said
    message_id text NOT NULL,
    learned_at timestamptz NOT NULL,
    PRIMARY KEY (identity, name, source, import_id, slot)
);
CREATE INDEX traits_search ON traits (search) WHERE search IS NOT NULL;
CREATE INDEX traits_nickname ON traits (lower(value #>> '{}') text_pattern_ops) WHERE name = 'nickname';
CREATE INDEX traits_import ON traits (import_id) WHERE import_id <> 0;
CREATE TABLE trait_policies (
    name text PRIMARY KEY,
    policy text NOT NULL CHECK (policy IN ('newest', 'oldest', 'union', 'max', 'min'))
)
"""

_TAGS = """
CREATE TABLE tags (
    identity bigint NOT NULL,
    tag text NOT NULL,
    added_at bigint,  -- the latest word for it, milliseconds
    added_by text,
    removed_at bigint,  -- the latest word against it
    removed_by text,
    import_id bigint NOT NULL DEFAULT 0,
    learned_at timestamptz NOT NULL,
    PRIMARY KEY (identity, tag, import_id),
    CHECK (added_at IS NOT NULL OR removed_at IS NOT NULL)
);
CREATE INDEX tags_tag ON tags (tag);
CREATE INDEX tags_import ON tags (import_id) WHERE import_id <> 0
"""

# A withdrawal is never edited away: a new answer is a new line.
_CONSENTS = """
CREATE TABLE consents (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    identity bigint NOT NULL,
    purpose text NOT NULL CHECK (purpose IN ('service', 'marketing', 'profiling', 'sharing', 'ads')),
    channel text NOT NULL,  -- 'all': every channel
    granted boolean NOT NULL,
    occurred_at bigint NOT NULL,
    evidence text NOT NULL,  -- event:<source>/<message_id> or staff:<id>
    note text NOT NULL DEFAULT '',
    import_id bigint NOT NULL DEFAULT 0,
    learned_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX consents_once ON consents (identity, purpose, channel, granted, evidence, occurred_at);
CREATE INDEX consents_import ON consents (import_id) WHERE import_id <> 0;
CREATE TRIGGER consents_append_only BEFORE UPDATE ON consents
    FOR EACH STATEMENT EXECUTE FUNCTION huoshui_refuse_change()
"""

_CONTACTS = """
CREATE TABLE contactability (
    identity bigint NOT NULL,
    channel text NOT NULL,
    counterpart text NOT NULL,  -- which staff account, official account or mini program; '' when it was not said
    active boolean NOT NULL,
    since bigint NOT NULL,
    evidence text NOT NULL,
    import_id bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (identity, channel, counterpart, import_id)
);
CREATE INDEX contactability_import ON contactability (import_id) WHERE import_id <> 0;
CREATE TABLE affiliations (
    identity bigint NOT NULL,
    label text NOT NULL,  -- the store or dealer as it was written: a code, or a name
    unit bigint,  -- null while there is no such unit
    since bigint NOT NULL,
    evidence text NOT NULL,
    import_id bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (identity, label, import_id)
);
CREATE INDEX affiliations_unit ON affiliations (unit);
CREATE INDEX affiliations_unknown ON affiliations (label) WHERE unit IS NULL;
CREATE INDEX affiliations_import ON affiliations (import_id) WHERE import_id <> 0
"""

_PEOPLE = """
CREATE SEQUENCE people_versions;
CREATE TABLE people (
    person bigint PRIMARY KEY,
    identified boolean NOT NULL,
    reachable boolean NOT NULL,
    reach text[] NOT NULL,
    units bigint[] NOT NULL,
    tags text[] NOT NULL,
    display text NOT NULL,  -- nickname, or what is masked of a name or phone
    since timestamptz NOT NULL,
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL
);
COMMENT ON TABLE people IS 'A summary, recomputed from what is keyed by identity; losing it loses nothing.';
CREATE INDEX people_since ON people (since DESC, person DESC);
CREATE INDEX people_units ON people USING gin (units);
CREATE TABLE people_changed (person bigint NOT NULL, version bigint NOT NULL);
COMMENT ON TABLE people_changed IS 'What the mirror in ClickHouse has not seen yet.'
"""

_ERASURES = """
CREATE TABLE erasures (
    receipt bigint PRIMARY KEY,
    person bigint NOT NULL,
    identities bigint[] NOT NULL,  -- keyed fingerprints: they say whose later events to refuse, and nothing else
    state text NOT NULL CHECK (state IN ('opened', 'shredded', 'counted', 'finished')),
    counts jsonb NOT NULL DEFAULT '{}',
    requested_by text NOT NULL,
    reason text NOT NULL,
    at timestamptz NOT NULL,
    finished_at timestamptz,
    swept_at timestamptz
);
CREATE INDEX erasures_open ON erasures (at) WHERE swept_at IS NULL;
CREATE INDEX erasures_person ON erasures (person);
-- What happened before `since` is refused for ever; what happens later, until they return by an act of their own.
CREATE TABLE suppressions (
    identity bigint PRIMARY KEY,
    since bigint NOT NULL,
    receipt bigint NOT NULL,
    returned_at bigint
);
CREATE INDEX suppressions_open ON suppressions (identity) WHERE returned_at IS NULL
"""

# The function runs as its owner, so that looking somebody up does not ask the policy which asks the function.
_SIGHT = """
CREATE FUNCTION huoshui_may_see(wanted bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path FROM CURRENT AS $$
    SELECT huoshui_units() IS NULL OR EXISTS (
        SELECT FROM identifiers AS held JOIN people USING (person)
        WHERE held.identity = wanted AND people.units && huoshui_units())
$$;
ALTER TABLE people ENABLE ROW LEVEL SECURITY;
ALTER TABLE people FORCE ROW LEVEL SECURITY;
CREATE POLICY people_scope ON people FOR SELECT TO huoshui_reader USING (huoshui_sees(units));
CREATE POLICY people_house ON people USING (current_user <> 'huoshui_reader')
    WITH CHECK (current_user <> 'huoshui_reader')
"""

_KEYED = ("identifiers", "traits", "tags", "consents", "contactability", "affiliations")

_GRANTS = """
GRANT SELECT ON people, identifiers, traits, trait_policies, tags, consents, contactability, affiliations
    TO huoshui_reader;
REVOKE ALL ON erasures, suppressions, people_changed FROM huoshui_reader
"""


def upgrade() -> None:
    for statements in (_TRAITS, _TAGS, _CONSENTS, _CONTACTS, _PEOPLE, _ERASURES, _SIGHT):
        op.execute(statements)
    for table in _KEYED:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        # the sub-select is asked once a query, the function only when the viewer does not see everything
        op.execute(
            f"CREATE POLICY {table}_scope ON {table} FOR SELECT TO huoshui_reader "
            "USING ((SELECT huoshui_units()) IS NULL OR huoshui_may_see(identity))"
        )
    op.execute(_GRANTS)


def downgrade() -> None:
    for table in _KEYED:
        op.execute(f"DROP POLICY {table}_scope ON {table}")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    op.execute(
        """
        DROP TABLE suppressions, erasures, people_changed, people, affiliations, contactability, consents, tags,
            trait_policies, traits;
        DROP SEQUENCE people_versions;
        """
    )
    op.execute("DROP FUNCTION huoshui_may_see(bigint)")
