"""Relations at speed: whoever is new has fewer index entries, and those that are near each other where they can be."""

from alembic import op

revision = "0036_relations_lighter"
down_revision = "0035_reminders_and_groups"

_FORWARD = """
ALTER TABLE relation_facts DROP CONSTRAINT relation_facts_pkey, DROP CONSTRAINT relation_facts_relation_key_key,
    ADD PRIMARY KEY (relation, key);
DROP INDEX follow_relations_contact;
CREATE INDEX follow_relations_contact ON follow_relations (contact);
DROP INDEX follow_relations_tags;
CREATE INDEX follow_relations_tags ON follow_relations USING gin (tags) WHERE tags <> '{}';
COMMENT ON INDEX follow_relations_tags IS 'most carry none; who looks for tags says that there are some, too';
DROP INDEX relation_contacts_telling;
CREATE INDEX relation_contacts_telling ON relation_contacts (corp) WHERE tells;
COMMENT ON INDEX relation_contacts_telling IS 'by what never changes: a contact that is read again stays where it is in every index'
"""
_BACK = """
DROP INDEX relation_contacts_telling;
CREATE INDEX relation_contacts_telling ON relation_contacts (corp, contact) WHERE tells;
DROP INDEX follow_relations_tags;
CREATE INDEX follow_relations_tags ON follow_relations USING gin (tags);
DROP INDEX follow_relations_contact;
CREATE INDEX follow_relations_contact ON follow_relations (corp, contact);
ALTER TABLE relation_facts DROP CONSTRAINT relation_facts_pkey, ADD UNIQUE (relation, key), ADD PRIMARY KEY (id)
"""


def upgrade() -> None:
    op.execute(_FORWARD)


def downgrade() -> None:
    op.execute(_BACK)
