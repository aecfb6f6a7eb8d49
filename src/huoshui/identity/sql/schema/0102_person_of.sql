-- The dictionary names no database: a view does, by being in one, and is read by the engine itself wherever it runs.
CREATE VIEW IF NOT EXISTS identity_person_latest {on_cluster} AS
SELECT identity, person FROM identity_person FINAL;

CREATE DICTIONARY IF NOT EXISTS person_of {on_cluster}
(
    identity UInt64,
    person   UInt64
)
PRIMARY KEY identity
SOURCE(CLICKHOUSE(TABLE 'identity_person_latest'))
LIFETIME(0)
LAYOUT(HASHED());
