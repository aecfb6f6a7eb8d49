-- Orders of nobody in particular: no person bought them, so they belong to no channel, and are part of the whole.
SELECT
    count() AS orders,
    countIf(state IN {kept:Array(String)}) AS bought,
    sum(paid_fen - refunded_fen) AS net_fen
FROM orders FINAL
WHERE identity = 0 AND state != 'withdrawn'
  AND toUnixTimestamp64Milli(placed_at) BETWEEN {from_ms:Int64} AND {to_ms:Int64} - 1
  AND (NOT {scoped:UInt8} OR has({units:Array(UInt64)}, unit))
