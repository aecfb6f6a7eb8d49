-- distributed: events by cityHash64(identity)
-- A row keeps the identity it came with and is never rewritten; people are found through the dictionary person_of.
-- Ordered by identity first: a person's timeline reads a few granules, and aggregation by person streams. The granules
-- are small, because a timeline reads a whole one for each handful of events; scans cost the same (measured). Where they lie
-- is kept in memory from the start, so that the first timeline is as fast as the next.
CREATE TABLE IF NOT EXISTS events {on_cluster}
(
    identity         UInt64,
    occurred_at      DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    received_at      DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    name             LowCardinality(String),
    kind             LowCardinality(String),
    source           UInt32,
    channel          LowCardinality(String),
    message_id       String CODEC(ZSTD(1)),
    batch            UInt64 CODEC(Delta, ZSTD(1)),
    namespaces       Array(LowCardinality(String)),
    identities       Array(UInt64) CODEC(ZSTD(1)),
    properties       String CODEC(ZSTD(1)),
    context          String CODEC(ZSTD(1)),
    import_id        UInt64 CODEC(ZSTD(1)),
    stated_at        Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
    sent_at          Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
    timestamp_source LowCardinality(String)
)
ENGINE = {MergeTree}
PARTITION BY toYYYYMM(occurred_at)
ORDER BY (identity, occurred_at)
SETTINGS index_granularity = 1024, prewarm_mark_cache = 1, fsync_after_insert = 1, fsync_part_directory = 1;
