"""公众号 and 小程序: followers, what they allowed to be sent, windows in which we may answer."""

from alembic import op

revision = "0022_wechat"
down_revision = "0021_leads"

_FOLLOWERS = """
CREATE TABLE followers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    appid text NOT NULL,
    channel text NOT NULL CHECK (channel IN ('wechat_mp', 'miniprogram')),
    openid text NOT NULL,
    identity bigint,                 -- null until it is known whether they may be kept at all
    unionid text NOT NULL DEFAULT '',
    standing text NOT NULL DEFAULT 'none',
    since timestamptz NOT NULL,
    begun_at timestamptz,
    followed_at timestamptz,
    source text NOT NULL DEFAULT '', -- the scene of the code they came by last
    way text NOT NULL DEFAULT '',    -- WeChat's subscribe_scene
    supposed boolean NOT NULL DEFAULT false,
    read_at timestamptz,             -- before the question whose answer this is
    want_at timestamptz,             -- when they are to be read; null: nothing is wanted
    want_tries integer NOT NULL DEFAULT 0,
    seen_run bigint,                 -- the comparison that saw them last
    UNIQUE (appid, openid)
);
COMMENT ON TABLE followers IS 'What follower_facts come to, with what was read besides.';
CREATE INDEX followers_identity ON followers (identity);
CREATE INDEX followers_unbound ON followers (id) WHERE identity IS NULL;
CREATE INDEX followers_wanted ON followers (want_at) WHERE want_at IS NOT NULL;
CREATE INDEX followers_source ON followers (appid, source);
CREATE TABLE follower_facts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    follower bigint NOT NULL REFERENCES followers (id) ON DELETE CASCADE,
    kind text NOT NULL,
    at timestamptz NOT NULL,         -- WeChat's moment
    key text NOT NULL,
    said jsonb NOT NULL DEFAULT '{}',
    turn text NOT NULL DEFAULT '',   -- what it turned, as the whole history has it now
    learned_at timestamptz NOT NULL,
    tells boolean NOT NULL,          -- whether the river has yet to hear of it
    UNIQUE (follower, key)
);
CREATE INDEX follower_facts_telling ON follower_facts (id) WHERE tells;
CREATE INDEX follower_facts_at ON follower_facts (follower, at DESC)
"""

_SUBSCRIPTIONS = """
CREATE TABLE follower_templates (
    appid text NOT NULL,
    template text NOT NULL,
    title text NOT NULL DEFAULT '',
    content text NOT NULL DEFAULT '',
    kind text NOT NULL CHECK (kind IN ('once', 'lasting', 'message')),
    gone_at timestamptz,
    PRIMARY KEY (appid, template)
);
CREATE TABLE subscription_lines (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    follower bigint NOT NULL REFERENCES followers (id) ON DELETE CASCADE,
    template text NOT NULL,
    entry text NOT NULL,
    at timestamptz NOT NULL,
    key text NOT NULL,
    ref text NOT NULL DEFAULT '',
    learned_at timestamptz NOT NULL,
    UNIQUE (follower, template, key)
);
CREATE TABLE subscriptions (
    follower bigint NOT NULL REFERENCES followers (id) ON DELETE CASCADE,
    template text NOT NULL,
    remaining integer NOT NULL CHECK (remaining >= 0),
    willing boolean NOT NULL,
    since timestamptz NOT NULL,
    PRIMARY KEY (follower, template)
);
COMMENT ON TABLE subscriptions IS 'What subscription_lines come to; losing it loses nothing.';
CREATE INDEX subscriptions_template ON subscriptions (template) WHERE remaining > 0 OR willing;
CREATE TABLE follower_sends (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    follower bigint NOT NULL REFERENCES followers (id) ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('subscribe', 'template', 'service')),
    template text NOT NULL DEFAULT '',
    key uuid NOT NULL UNIQUE,        -- the same is sent once
    state text NOT NULL CHECK (state IN ('reserved', 'sent', 'delivered', 'failed', 'refused', 'unknown')),
    msgid text NOT NULL DEFAULT '',
    asked_at timestamptz NOT NULL,
    asked_by text NOT NULL,
    settled_at timestamptz,
    problem text NOT NULL DEFAULT '',
    tells boolean NOT NULL DEFAULT false
);
CREATE INDEX follower_sends_follower ON follower_sends (follower, asked_at DESC);
CREATE INDEX follower_sends_msgid ON follower_sends (msgid) WHERE msgid <> '';
CREATE INDEX follower_sends_open ON follower_sends (asked_at) WHERE state = 'reserved';
CREATE INDEX follower_sends_telling ON follower_sends (id) WHERE tells
"""

_RUNS = """
CREATE TABLE follower_runs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account bigint NOT NULL,
    appid text NOT NULL,
    state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
    step text NOT NULL,
    cursor text NOT NULL DEFAULT '', -- the last follower who was read
    begun_at timestamptz NOT NULL,   -- before the first page
    started_at timestamptz NOT NULL,
    started_by text NOT NULL,
    finished_at timestamptz,
    beat_at timestamptz NOT NULL,
    counts jsonb NOT NULL DEFAULT '{}',
    repaired jsonb NOT NULL DEFAULT '{}',
    problem text NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX follower_runs_one ON follower_runs (account) WHERE state = 'running'
"""

# A follower is seen by whoever sees the person; comparisons name nobody.
_SIGHT = """
ALTER TABLE followers ENABLE ROW LEVEL SECURITY;
CREATE POLICY followers_scope ON followers FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL OR huoshui_may_see(identity));
ALTER TABLE follower_facts ENABLE ROW LEVEL SECURITY;
CREATE POLICY follower_facts_scope ON follower_facts FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL OR EXISTS (SELECT FROM followers AS held WHERE held.id = follower));
ALTER TABLE subscriptions ENABLE ROW LEVEL SECURITY;
CREATE POLICY subscriptions_scope ON subscriptions FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL OR EXISTS (SELECT FROM followers AS held WHERE held.id = follower));
ALTER TABLE follower_sends ENABLE ROW LEVEL SECURITY;
CREATE POLICY follower_sends_scope ON follower_sends FOR SELECT TO huoshui_reader
    USING ((SELECT huoshui_units()) IS NULL OR EXISTS (SELECT FROM followers AS held WHERE held.id = follower));
GRANT SELECT ON followers, follower_facts, subscriptions, follower_sends, follower_templates TO huoshui_reader;
ALTER TABLE follower_runs ENABLE ROW LEVEL SECURITY;
CREATE POLICY follower_runs_scope ON follower_runs FOR SELECT TO huoshui_reader USING (huoshui_units() IS NULL);
GRANT SELECT ON follower_runs TO huoshui_reader;
REVOKE ALL ON subscription_lines FROM huoshui_reader
"""


def upgrade() -> None:
    for statements in (_FOLLOWERS, _SUBSCRIPTIONS, _RUNS, _SIGHT):
        op.execute(statements)


def downgrade() -> None:
    op.execute(
        """
        DROP TABLE follower_runs, follower_sends, subscriptions, subscription_lines, follower_templates,
            follower_facts, followers
        """
    )
