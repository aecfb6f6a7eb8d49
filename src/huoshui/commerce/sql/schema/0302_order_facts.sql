-- distributed: order_facts by cityHash64(order_key)
-- What segments ask of orders: whether it was bought (paid, and not given back entirely), when it was paid (or placed, when it
-- was not paid), what stayed of the money, where it was sold, and its items. One row per version; an undone order stays as
-- withdrawn. Sharded by the order, because its buyer can become known later.
CREATE TABLE IF NOT EXISTS order_facts {on_cluster}
(
    order_key  UInt64,
    identity   UInt64,
    withdrawn  UInt8,
    bought     UInt8,
    counted_at DateTime64(3, 'UTC'),
    net_fen    Int64,
    channel    LowCardinality(String),
    online     UInt8,
    store      LowCardinality(String),
    unit       UInt64,
    skus       Array(String) CODEC(ZSTD(1)),
    products   Array(String) CODEC(ZSTD(1)),
    item_names Array(String) CODEC(ZSTD(1)),
    version    UInt64
)
ENGINE = {ReplacingMergeTree(version)}
ORDER BY order_key;
