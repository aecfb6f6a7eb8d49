-- distributed: people by cityHash64(person)
-- The mirror of PostgreSQL's summary; a person that vanished by a merge or was erased stays with gone = 1.
CREATE TABLE IF NOT EXISTS people {on_cluster}
(
    person     UInt64,
    identified UInt8,
    reachable  UInt8,
    channels   Array(LowCardinality(String)),
    units      Array(UInt64),
    gone       UInt8,
    version    UInt64
)
ENGINE = {ReplacingMergeTree(version)}
ORDER BY person;
