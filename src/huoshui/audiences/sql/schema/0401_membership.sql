-- distributed: membership_by_person by cityHash64(person)
-- distributed: membership_by_segment by cityHash64(person)
-- distributed: membership_snapshots by cityHash64(person)
-- distributed: membership_due by cityHash64(identity)
-- Every entry into a watched segment and every exit from it: the log, and by its last word on each person the state too.
-- It lies twice, by person and by segment. A round counts once PostgreSQL (membership_state) says that it was finished.
CREATE TABLE IF NOT EXISTS membership_by_person {on_cluster}
(
    watch    UInt32,
    version  UInt32,
    person   UInt64,
    entered  Bool,
    at       DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    round    UInt64 CODEC(Delta, ZSTD(1)),
    cause    LowCardinality(String),
    event    LowCardinality(String),
    event_at Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
    INDEX rounds round TYPE minmax GRANULARITY 1
)
ENGINE = {MergeTree}
ORDER BY (person, watch, round)
SETTINGS index_granularity = 512, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE IF NOT EXISTS membership_by_segment {on_cluster}
(
    watch    UInt32,
    version  UInt32,
    person   UInt64,
    entered  Bool,
    at       DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    round    UInt64 CODEC(Delta, ZSTD(1)),
    cause    LowCardinality(String),
    event    LowCardinality(String),
    event_at Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
    INDEX rounds round TYPE minmax GRANULARITY 1
)
ENGINE = {MergeTree}
ORDER BY (watch, person, round)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Who was in a segment at a moment, for good.
CREATE TABLE IF NOT EXISTS membership_snapshots {on_cluster}
(
    snapshot UInt32,
    person   UInt64 CODEC(Delta, ZSTD(1))
)
ENGINE = {MergeTree}
ORDER BY (snapshot, person)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- When to look at whom again, because time alone may change an answer then. Looking once too often changes nothing.
CREATE TABLE IF NOT EXISTS membership_due {on_cluster}
(
    due      DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    identity UInt64 CODEC(ZSTD(1))
)
ENGINE = {MergeTree}
ORDER BY due
TTL toDateTime(due) + INTERVAL 7 DAY;
