-- distributed: orders by cityHash64(order_key)
-- The mirror of PostgreSQL's orders, one row per version; an undone order stays as withdrawn. Sharded by the order, not by
-- its buyer, because a buyer can become known later: all versions of an order must lie on one shard to be told apart.
CREATE TABLE IF NOT EXISTS orders {on_cluster}
(
    order_key    UInt64,
    identity     UInt64,
    state        LowCardinality(String),
    placed_at    DateTime64(3, 'UTC'),
    paid_at      Nullable(DateTime64(3, 'UTC')),
    paid_fen     Int64,
    refunded_fen Int64,
    channel      LowCardinality(String),
    unit         UInt64,
    version      UInt64
)
ENGINE = {ReplacingMergeTree(version)}
ORDER BY order_key;
