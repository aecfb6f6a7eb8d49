"""Boards: questions that have a name, and boards of their answers, both with their history."""

from alembic import op

revision = "0014_boards"
down_revision = "0013_truths"

_SAVED = """
CREATE TABLE saved_questions (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    note text NOT NULL,
    question jsonb NOT NULL,
    segments text[] NOT NULL,  -- the stored segments that it names
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    created_name text NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_name text NOT NULL
);
CREATE TABLE saved_question_versions (
    id bigint NOT NULL,
    version integer NOT NULL,
    name text NOT NULL,
    note text NOT NULL,
    question jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_name text NOT NULL,
    PRIMARY KEY (id, version)
);
COMMENT ON TABLE saved_question_versions IS 'what each saved question was, also of those that were deleted';
REVOKE ALL ON saved_questions, saved_question_versions FROM huoshui_reader
"""

_BOARDS = """
CREATE TABLE boards (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    note text NOT NULL,
    cards jsonb NOT NULL,
    questions bigint[] NOT NULL,  -- the saved questions of its cards
    shared jsonb NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    created_name text NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_name text NOT NULL
);
CREATE INDEX boards_questions ON boards USING gin (questions);
CREATE TABLE board_versions (
    id bigint NOT NULL,
    version integer NOT NULL,
    name text NOT NULL,
    note text NOT NULL,
    cards jsonb NOT NULL,
    shared jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    changed_name text NOT NULL,
    PRIMARY KEY (id, version)
);
COMMENT ON TABLE board_versions IS 'what each board was, also of those that were taken down';
REVOKE ALL ON boards, board_versions FROM huoshui_reader
"""


def upgrade() -> None:
    op.execute(_SAVED)
    op.execute(_BOARDS)


def downgrade() -> None:
    op.execute("DROP TABLE board_versions, boards, saved_question_versions, saved_questions")
