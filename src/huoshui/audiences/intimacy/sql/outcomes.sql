-- What people had done until one moment and did from there to another, as bits: 1 had bought, 2 bought, 4 had been added by our staff, 8
-- deleted one of us, 16 had deleted the last of us, 32 answered.
SELECT person, groupBitOr(bit) AS bits
FROM
(
    SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person,
        groupBitOr(if(toUnixTimestamp64Milli(counted_at) <= {now:Int64}, 1, 2)) AS bit
    FROM order_facts FINAL
    WHERE identity != 0 AND NOT withdrawn AND bought AND toUnixTimestamp64Milli(counted_at) <= {end:Int64}
    GROUP BY person
    UNION ALL
    SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person,
        groupBitOr(multiIf(name = {added:String}, 4, name = {deleted:String}, 8, 32)) AS bit
    FROM events
    WHERE identity != 0 AND occurred_at <= fromUnixTimestamp64Milli({end:Int64}, 'UTC')
      AND ((name = {added:String}) = (occurred_at <= fromUnixTimestamp64Milli({now:Int64}, 'UTC')))
      AND (name IN ({added:String}, {deleted:String}) OR name IN {answering:Array(String)})
    GROUP BY person
    UNION ALL
    SELECT person, 16 AS bit
    FROM
    (
«stopped»
    )
)
WHERE intHash64(bitXor(person, {seed:UInt64})) % 10000 < {share:UInt32}
GROUP BY person
ORDER BY person
