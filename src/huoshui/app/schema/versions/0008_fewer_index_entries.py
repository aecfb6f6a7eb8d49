"""Identity at speed: a founder is found by the primary key, so the index by person holds only the other members."""

from alembic import op

revision = "0008_fewer_index_entries"
down_revision = "0007_imports"


def upgrade() -> None:
    op.execute("""
        DROP INDEX identifiers_of_person;
        CREATE INDEX identifiers_of_person ON identifiers (person) WHERE person <> identity;
        COMMENT ON INDEX identifiers_of_person IS 'most people are one identifier, their founder: those need no entry. '
            'Who looks for a person''s members asks for the founder by identity too (identity.store.members_of)';
    """)


def downgrade() -> None:
    op.execute("""
        DROP INDEX identifiers_of_person;
        CREATE INDEX identifiers_of_person ON identifiers (person);
    """)
