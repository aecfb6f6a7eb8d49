"""Relations: staff's follow relations with their histories, groups and their members, corp tags, comparisons."""

from alembic import op

revision = "0018_relations"
down_revision = "0017_connectors"

_STAFF = """
CREATE TABLE relation_staff (
    corp text NOT NULL,
    staff text NOT NULL,             -- the platform's userid
    name text NOT NULL DEFAULT '',
    departments bigint[] NOT NULL DEFAULT '{}',
    unit bigint,                     -- whose relations these are; null: headquarters'
    follows boolean NOT NULL DEFAULT false,  -- whether they may have contacts
    left_at timestamptz,
    read_at timestamptz,
    PRIMARY KEY (corp, staff)
);
CREATE TABLE relation_contacts (
    corp text NOT NULL,
    contact text NOT NULL,           -- external_userid
    identity bigint,                 -- null until it is known whether they may be kept at all
    name text NOT NULL DEFAULT '',
    avatar text NOT NULL DEFAULT '',
    kind smallint NOT NULL DEFAULT 0,    -- 1: WeChat, 2: another corp's
    gender smallint NOT NULL DEFAULT 0,
    company text NOT NULL DEFAULT '',
    position text NOT NULL DEFAULT '',
    unionid text NOT NULL DEFAULT '',
    read_at timestamptz,             -- before the question whose answer this is
    tells boolean NOT NULL DEFAULT false,  -- whether the river has yet to hear of it
    PRIMARY KEY (corp, contact)
);
CREATE INDEX relation_contacts_identity ON relation_contacts (identity);
CREATE INDEX relation_contacts_unbound ON relation_contacts (corp, contact) WHERE identity IS NULL;
CREATE INDEX relation_contacts_telling ON relation_contacts (corp, contact) WHERE tells
"""

_RELATIONS = """
CREATE TABLE follow_relations (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    corp text NOT NULL,
    staff text NOT NULL,
    contact text NOT NULL,
    identity bigint,
    unit bigint,
    standing text NOT NULL DEFAULT 'none',
    since timestamptz NOT NULL,
    begun_at timestamptz,
    added_at timestamptz,
    supposed boolean NOT NULL DEFAULT false,
    source text NOT NULL DEFAULT '',
    way integer NOT NULL DEFAULT 0,
    tags text[] NOT NULL DEFAULT '{}',
    remark text NOT NULL DEFAULT '',     -- a digest of what staff noted
    noted bytea,                         -- what they noted, sealed under the identity's key
    has_read boolean NOT NULL DEFAULT false,
    failed text NOT NULL DEFAULT '',
    seen_run bigint,                     -- the comparison that saw it last
    UNIQUE (corp, staff, contact)
);
COMMENT ON TABLE follow_relations IS 'What relation_facts come to; losing it loses nothing.';
CREATE INDEX follow_relations_contact ON follow_relations (corp, contact);
CREATE INDEX follow_relations_identity ON follow_relations (identity);
CREATE INDEX follow_relations_tags ON follow_relations USING gin (tags);
CREATE TABLE relation_facts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    relation bigint NOT NULL REFERENCES follow_relations (id) ON DELETE CASCADE,
    kind text NOT NULL,
    at timestamptz NOT NULL,             -- the platform's moment
    key text NOT NULL,
    said jsonb NOT NULL DEFAULT '{}',
    turn text NOT NULL DEFAULT '',       -- what it turned, as the whole history has it now
    learned_at timestamptz NOT NULL,
    tells boolean NOT NULL,              -- whether the river has yet to hear of it
    UNIQUE (relation, key)
);
CREATE INDEX relation_facts_telling ON relation_facts (id) WHERE tells;
CREATE INDEX relation_facts_turns ON relation_facts (at DESC, id DESC) WHERE turn <> ''
"""

_GROUPS = """
CREATE TABLE customer_groups (
    corp text NOT NULL,
    id text NOT NULL,
    name text NOT NULL DEFAULT '',
    owner text NOT NULL DEFAULT '',
    unit bigint,
    opened_at timestamptz,
    dismissed_at timestamptz,
    version text NOT NULL DEFAULT '',    -- of the list of members, as the platform counts
    read_at timestamptz,
    PRIMARY KEY (corp, id)
);
CREATE TABLE group_members (
    corp text NOT NULL,
    group_id text NOT NULL,
    member text NOT NULL,                -- external_userid, or userid of staff
    identity bigint,
    customer boolean NOT NULL,
    name text NOT NULL DEFAULT '',
    inside boolean NOT NULL DEFAULT false,
    joined_at timestamptz,
    left_at timestamptz,
    scene text NOT NULL DEFAULT '',
    inviter text NOT NULL DEFAULT '',
    state text NOT NULL DEFAULT '',
    quit_scene text NOT NULL DEFAULT '',
    PRIMARY KEY (corp, group_id, member)
);
COMMENT ON TABLE group_members IS 'What group_steps come to; losing it loses nothing.';
CREATE INDEX group_members_member ON group_members (corp, member);
CREATE INDEX group_members_identity ON group_members (identity);
CREATE INDEX group_members_unbound ON group_members (corp, member) WHERE identity IS NULL AND customer;
CREATE TABLE group_steps (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    corp text NOT NULL,
    group_id text NOT NULL,
    member text NOT NULL,
    move text NOT NULL,
    at timestamptz NOT NULL,
    key text NOT NULL,
    said jsonb NOT NULL DEFAULT '{}',
    learned_at timestamptz NOT NULL,
    tells boolean NOT NULL,
    echo boolean NOT NULL DEFAULT false,  -- says again what was found already
    UNIQUE (corp, group_id, member, key)
);
CREATE INDEX group_steps_telling ON group_steps (id) WHERE tells;
CREATE INDEX group_steps_at ON group_steps (at)
"""

_TAGS = """
CREATE TABLE corp_tag_groups (
    corp text NOT NULL, id text NOT NULL, name text NOT NULL, place bigint NOT NULL, PRIMARY KEY (corp, id)
);
CREATE TABLE corp_tags (
    corp text NOT NULL,
    id text NOT NULL,
    group_id text NOT NULL,
    name text NOT NULL,
    place bigint NOT NULL,
    deleted_at timestamptz,
    PRIMARY KEY (corp, id)
);
CREATE TABLE relation_marks (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    relation bigint NOT NULL REFERENCES follow_relations (id) ON DELETE CASCADE,
    key text NOT NULL UNIQUE,            -- the same is asked once
    account bigint NOT NULL,
    added text[] NOT NULL,
    removed text[] NOT NULL,
    asked_at timestamptz NOT NULL,
    asked_by text NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL,
    done_at timestamptz,
    problem text NOT NULL DEFAULT ''
);
CREATE INDEX relation_marks_due ON relation_marks (due_at, id) WHERE done_at IS NULL
"""

_WORK = """
CREATE TABLE relation_wants (
    corp text NOT NULL,
    kind text NOT NULL,                  -- contact, group, tags, directory
    what text NOT NULL,
    account bigint NOT NULL,
    wanted bigint NOT NULL DEFAULT 1,    -- how often it was asked for: what was asked for meanwhile is read again
    asked_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    problem text NOT NULL DEFAULT '',
    PRIMARY KEY (corp, kind, what)
);
CREATE INDEX relation_wants_due ON relation_wants (due_at);
CREATE TABLE relation_runs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account bigint NOT NULL,
    corp text NOT NULL,
    state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
    step text NOT NULL,
    started_at timestamptz NOT NULL,
    started_by text NOT NULL,
    finished_at timestamptz,
    beat_at timestamptz NOT NULL,
    counts jsonb NOT NULL DEFAULT '{}',
    repaired jsonb NOT NULL DEFAULT '{}',
    examples jsonb NOT NULL DEFAULT '{}',
    problem text NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX relation_runs_one ON relation_runs (account) WHERE state = 'running';
CREATE TABLE relation_run_staff (
    run bigint NOT NULL REFERENCES relation_runs (id) ON DELETE CASCADE,
    staff text NOT NULL,
    begun_at timestamptz,                -- before its first page
    cursor text NOT NULL DEFAULT '',
    done_at timestamptz,                 -- after its last page
    checked_at timestamptz,              -- when those on no page were found
    PRIMARY KEY (run, staff)
)
"""

# A relation is seen by whoever sees the customer, or the unit of the staff member; a group by the unit of its owner, and
# its members besides by whoever sees them. Comparisons name customers of every unit: whoever sees all sees them.
_SIGHT = """
ALTER TABLE relation_contacts ENABLE ROW LEVEL SECURITY;
CREATE POLICY relation_contacts_scope ON relation_contacts FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL OR huoshui_may_see(identity) OR EXISTS (
        SELECT FROM follow_relations AS held
        WHERE held.corp = relation_contacts.corp AND held.contact = relation_contacts.contact));
ALTER TABLE follow_relations ENABLE ROW LEVEL SECURITY;
CREATE POLICY follow_relations_scope ON follow_relations FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL OR huoshui_sees(ARRAY[unit]) OR huoshui_may_see(identity));
ALTER TABLE relation_facts ENABLE ROW LEVEL SECURITY;
CREATE POLICY relation_facts_scope ON relation_facts FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL OR EXISTS (
        SELECT FROM follow_relations AS held WHERE held.id = relation));
ALTER TABLE relation_staff ENABLE ROW LEVEL SECURITY;
CREATE POLICY relation_staff_scope ON relation_staff FOR SELECT TO huoshui_reader
    USING (huoshui_sees(ARRAY[unit]));
ALTER TABLE customer_groups ENABLE ROW LEVEL SECURITY;
CREATE POLICY customer_groups_scope ON customer_groups FOR SELECT TO huoshui_reader
    USING (huoshui_sees(ARRAY[unit]));
ALTER TABLE group_members ENABLE ROW LEVEL SECURITY;
CREATE POLICY group_members_scope ON group_members FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL OR huoshui_may_see(identity) OR EXISTS (
        SELECT FROM customer_groups AS held WHERE held.corp = group_members.corp AND held.id = group_members.group_id));
ALTER TABLE group_steps ENABLE ROW LEVEL SECURITY;
CREATE POLICY group_steps_scope ON group_steps FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL OR EXISTS (
        SELECT FROM customer_groups AS held WHERE held.corp = group_steps.corp AND held.id = group_steps.group_id));
ALTER TABLE relation_runs ENABLE ROW LEVEL SECURITY;
CREATE POLICY relation_runs_scope ON relation_runs FOR SELECT TO huoshui_reader USING (huoshui_units() IS NULL);
ALTER TABLE relation_run_staff ENABLE ROW LEVEL SECURITY;
CREATE POLICY relation_run_staff_scope ON relation_run_staff FOR SELECT TO huoshui_reader
    USING (huoshui_units() IS NULL);
GRANT SELECT ON relation_staff, relation_contacts, follow_relations, relation_facts, customer_groups, group_members,
    group_steps, corp_tags, corp_tag_groups, relation_runs, relation_run_staff TO huoshui_reader;
REVOKE ALL ON relation_marks, relation_wants FROM huoshui_reader
"""


def upgrade() -> None:
    for statements in (_STAFF, _RELATIONS, _GROUPS, _TAGS, _WORK, _SIGHT):
        op.execute(statements)


def downgrade() -> None:
    op.execute(
        """
        DROP TABLE relation_run_staff, relation_runs, relation_wants, relation_marks, corp_tags, corp_tag_groups,
            group_steps, group_members, customer_groups, relation_facts, follow_relations, relation_contacts,
            relation_staff
        """
    )
