"""Whose folders of scripts are whose: the drawer of the command line is number 0, and not everybody's."""

from alembic import op

revision = "0042_folder_owners"
down_revision = "0041_tag_turns"


def upgrade() -> None:
    op.execute("DROP INDEX script_folders_name")
    op.execute("CREATE UNIQUE INDEX script_folders_name ON script_folders (owner, name) NULLS NOT DISTINCT")


def downgrade() -> None:
    op.execute("DROP INDEX script_folders_name")
    op.execute("CREATE UNIQUE INDEX script_folders_name ON script_folders (coalesce(owner, 0), name)")
