-- distributed: events by cityHash64(identity)
-- Whoever watches what comes in asks every second for what was received since: the parts of old batches hold nothing of
-- it, so that only the newest are read.
ALTER TABLE events {on_cluster} ADD INDEX IF NOT EXISTS received_ranges received_at TYPE minmax GRANULARITY 16;
ALTER TABLE events {on_cluster} MATERIALIZE INDEX received_ranges;
