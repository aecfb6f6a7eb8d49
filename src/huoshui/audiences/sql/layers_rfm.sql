-- Buyers with their raw values: days since the last order, orders, money that stayed. By identity, then by person, so that it
-- does not matter on which shard an order lies; only people that there are, in this scope.
SELECT person, sum(bought_on) AS orders, max(last) AS last_at, sum(net) AS net_fen, max(seen) AS is_there
FROM
(
    SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person, times AS bought_on, last, net,
           toUInt8(0) AS seen
    FROM
    (
        SELECT identity, count() AS times, max(toUnixTimestamp64Milli(counted_at)) AS last, sum(net_fen) AS net
        FROM order_facts FINAL
        WHERE identity != 0 AND NOT withdrawn AND bought AND toUnixTimestamp64Milli(counted_at) <= {now:Int64}
          AND (NOT {scoped:UInt8} OR has({units:Array(UInt64)}, unit))
        GROUP BY identity
    )
    UNION ALL
    SELECT person, toUInt64(0), toInt64(0), toInt64(0), toUInt8(1)
    FROM people FINAL
    WHERE gone = 0 AND (NOT {scoped:UInt8} OR hasAny(units, {units:Array(UInt64)}))
)
GROUP BY person
HAVING is_there AND orders > 0
