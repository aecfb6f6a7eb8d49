"""Layers: the brand's own rules of AIPL, life-cycle and fan tiers, every version of them."""

from alembic import op

revision = "0011_layers"
down_revision = "0010_membership"

_LAYERINGS = """
CREATE TABLE layerings (
    name text NOT NULL,
    version integer NOT NULL,
    note text NOT NULL,
    definition jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    PRIMARY KEY (name, version)
);
COMMENT ON TABLE layerings IS 'the newest version counts; where there is none, the one that ships does';
GRANT SELECT ON layerings TO huoshui_reader
"""


def upgrade() -> None:
    op.execute(_LAYERINGS)


def downgrade() -> None:
    op.execute("DROP TABLE layerings")
