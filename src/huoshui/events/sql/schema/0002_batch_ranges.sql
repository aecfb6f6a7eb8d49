-- distributed: events by cityHash64(identity)
-- Which granules may hold rows of a batch: what was stored last is found without reading what was stored before.
ALTER TABLE events {on_cluster} ADD INDEX IF NOT EXISTS batch_ranges batch TYPE minmax GRANULARITY 16;
ALTER TABLE events {on_cluster} MATERIALIZE INDEX batch_ranges;
