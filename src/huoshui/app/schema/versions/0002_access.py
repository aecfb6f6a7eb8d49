"""Access: the org tree, staff, sessions, tokens, login attempts, the audit log, and the reader under row security."""

from alembic import op

revision = "0002_access"
down_revision = "0001_bedrock"

_UNITS = """
CREATE TABLE units (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text NOT NULL UNIQUE,
    name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('headquarters', 'region', 'dealer', 'store')),
    parent_id bigint REFERENCES units (id),
    path text COLLATE "C" NOT NULL UNIQUE,  -- ids from the root down to itself, in byte order: /1/4/9/
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((kind = 'headquarters') = (parent_id IS NULL))
);
CREATE UNIQUE INDEX units_one_headquarters ON units (kind) WHERE kind = 'headquarters';
CREATE INDEX units_parent ON units (parent_id);
INSERT INTO units (code, name, kind, path) VALUES ('HQ', '总部', 'headquarters', '/1/')
"""

_STAFF = """
CREATE TABLE staff (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    login text NOT NULL UNIQUE,
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('admin', 'operator', 'viewer', 'guide')),
    unit_id bigint NOT NULL REFERENCES units (id),
    password_hash text NOT NULL,
    created_at timestamptz NOT NULL,
    disabled_at timestamptz
);
CREATE INDEX staff_unit ON staff (unit_id);
CREATE TABLE sessions (
    digest bytea PRIMARY KEY,  -- SHA-256 of the secret; the secret is only in the cookie
    staff_id bigint NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL
);
CREATE INDEX sessions_staff ON sessions (staff_id);
CREATE TABLE tokens (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    hint text NOT NULL,  -- the first characters, to recognize it by
    digest bytea NOT NULL UNIQUE,
    permissions text[] NOT NULL,
    units bigint[],  -- the roots of what it may see; null: all that its maker sees
    staff_id bigint REFERENCES staff (id),  -- null: made by the command line on the machine
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    used_at timestamptz,
    revoked_at timestamptz
);
CREATE TABLE login_attempts (
    subject bytea PRIMARY KEY,  -- SHA-256 of "login:…" or "address:…": people type passwords into the wrong field
    failures integer NOT NULL,
    failed_at timestamptz NOT NULL,
    blocked_until timestamptz
);
CREATE INDEX login_attempts_failed_at ON login_attempts (failed_at)
"""

_AUDIT = """
CREATE TABLE audit_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    name text NOT NULL,
    unit_id bigint,  -- the actor's
    action text NOT NULL,
    subject text NOT NULL,
    facts jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_log_subject ON audit_log (subject, id);
CREATE INDEX audit_log_actor ON audit_log (actor, id);
CREATE FUNCTION huoshui_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION huoshui_refuse_change()
"""

# The role belongs to the whole PostgreSQL server, so another database may have made it already, or be making it now.
# Since PostgreSQL 16 whoever creates a role administers it, but may not SET ROLE to it before it is granted.
_READER = """
DO $$
DECLARE
    wanted text := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'huoshui_reader') THEN
        BEGIN
            CREATE ROLE huoshui_reader NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
    END IF;
    IF NOT pg_has_role(current_user, 'huoshui_reader', wanted) THEN
        GRANT huoshui_reader TO current_user;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO huoshui_reader', current_schema());
END $$
"""

# `huoshui_units` closes when nobody opened it: no setting means no unit at all. Null means everything.
# Both functions stay plain SQL and STABLE so that the planner writes them into the policy; never IMMUTABLE, because a
# prepared statement would keep one viewer's answer for the next viewer.
_SIGHT = """
CREATE FUNCTION huoshui_units() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE coalesce(current_setting('huoshui.units', true), '')
        WHEN '*' THEN NULL
        WHEN '' THEN '{}'::bigint[]
        ELSE string_to_array(current_setting('huoshui.units', true), ',')::bigint[]
    END
$$;
CREATE FUNCTION huoshui_sees(units bigint[]) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT huoshui_units() IS NULL OR coalesce(units && huoshui_units(), false)
$$;
GRANT SELECT ON units TO huoshui_reader;
GRANT SELECT (id, login, name, role, unit_id, created_at, disabled_at) ON staff TO huoshui_reader;
GRANT INSERT ON audit_log TO huoshui_reader;
GRANT SELECT ON vault_keys TO huoshui_reader;  -- a profile shows a name: sealed, opened with these
"""


def upgrade() -> None:
    # The reader gets nothing by default: each revision grants what its console reads need, with a policy beside it.
    for statements in (_UNITS, _STAFF, _AUDIT, _READER, _SIGHT):
        op.execute(statements)


def downgrade() -> None:
    op.execute(
        """
        DROP FUNCTION huoshui_sees(bigint[]), huoshui_units();
        DROP TABLE audit_log, login_attempts, tokens, sessions, staff, units;
        DROP FUNCTION huoshui_refuse_change();
        REVOKE ALL ON vault_keys FROM huoshui_reader
        """
    )
