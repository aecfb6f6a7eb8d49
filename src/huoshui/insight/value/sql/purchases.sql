-- Days on which people bought, with what stayed of the money: what a model of purchases is fitted to.
SELECT person, day, sum(fen) AS fen
FROM
(
    SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person, day, fen
    FROM
    (
        SELECT identity, toUInt16(toDate(counted_at, {zone:String})) AS day, sum(net_fen) AS fen
        FROM order_facts FINAL
        WHERE identity != 0 AND NOT withdrawn AND bought
          AND counted_at < fromUnixTimestamp64Milli({until:Int64}, 'UTC')
          AND (NOT {scoped:UInt8} OR has({units:Array(UInt64)}, unit))
        GROUP BY identity, day
    )
)
WHERE 1 «only»
GROUP BY person, day
ORDER BY person, day
