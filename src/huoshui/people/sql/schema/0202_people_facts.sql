-- distributed: people_facts by cityHash64(person)
-- What counts of each person: traits as decided over all their identities, read by type (a trait that can be read as several
-- stands in several), tags with the moment they were put on (milliseconds), consent answers as purpose/channel. Numbers are in
-- ten-thousandths, moments in milliseconds. Personal traits are masked, as everywhere outside the vault. A person of whom
-- nothing is known has no row, or one with gone = 1.
CREATE TABLE IF NOT EXISTS people_facts {on_cluster}
(
    person        UInt64,
    traits        Array(LowCardinality(String)),
    text_names    Array(LowCardinality(String)),
    text_values   Array(String) CODEC(ZSTD(1)),
    number_names  Array(LowCardinality(String)),
    number_values Array(Int64) CODEC(ZSTD(1)),
    moment_names  Array(LowCardinality(String)),
    moment_values Array(Int64) CODEC(ZSTD(1)),
    truth_names   Array(LowCardinality(String)),
    truth_values  Array(Bool),
    list_names    Array(LowCardinality(String)),
    list_values   Array(Array(String)) CODEC(ZSTD(1)),
    tags          Array(LowCardinality(String)),
    tagged_at     Array(Int64) CODEC(ZSTD(1)),
    granted       Array(LowCardinality(String)),
    denied        Array(LowCardinality(String)),
    gone          UInt8,
    version       UInt64
)
ENGINE = {ReplacingMergeTree(version)}
ORDER BY person;
