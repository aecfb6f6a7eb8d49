-- The people of an experiment, each with what they did before it began and since. Lines by identity, then by person.
--
-- An arm is where a person's number under the salt falls: the same number as the segment language's buckets. Outcomes are a list
-- per person in the order of the experiment's metrics, before and after.
SELECT
    person,
    toUInt8(arrayFirstIndex(edge -> number < edge, {edges:Array(UInt32)})) AS arm,
    sumForEach(before) AS before,
    sumForEach(after) AS after,
    toUInt16(modulo(intHash64(bitXor(person, {seed:UInt64})), 10000)) AS number
FROM
(
    SELECT person, toUInt8(1) AS there, toUInt8(0) AS viewed, {nothing:Array(Float64)} AS before, {nothing:Array(Float64)} AS after
    FROM people FINAL
    WHERE gone = 0 AND (NOT {scoped:UInt8} OR hasAny(units, {units:Array(UInt64)}))
    UNION ALL
    SELECT dictGetOrDefault('person_of', 'person', identity, identity), 0, seen, before, after
    FROM
    (
        SELECT
            identity,
            toUInt8(max(name = {viewed:String} AND at >= {began:Int64}
                AND JSONExtractString(properties, 'experiment_id') = {experiment:String})) AS seen,
            sumForEachIf(arrayMap(names -> toFloat64(has(names, toString(name))), {names:Array(Array(String))}),
                at < {began:Int64}) AS before,
            sumForEachIf(arrayMap(names -> toFloat64(has(names, toString(name))), {names:Array(Array(String))}),
                at >= {counted:Int64}) AS after
        FROM
        (
            SELECT identity, name, properties, toUnixTimestamp64Milli(occurred_at) AS at
            FROM events
            WHERE identity != 0 AND name IN {all_names:Array(String)}
              AND occurred_at >= fromUnixTimestamp64Milli({before_from:Int64}, 'UTC')
              AND occurred_at < fromUnixTimestamp64Milli({ended:Int64}, 'UTC')
        )
        GROUP BY identity
    )
    UNION ALL
    SELECT dictGetOrDefault('person_of', 'person', identity, identity), 0, 0, before, after
    FROM
    (
        SELECT
            identity,
            sumForEachIf(arrayMap(what -> multiIf(what = 1, 1, what = 2, toFloat64(net_fen), 0), {orders:Array(UInt8)}),
                at < {began:Int64}) AS before,
            sumForEachIf(arrayMap(what -> multiIf(what = 1, 1, what = 2, toFloat64(net_fen), 0), {orders:Array(UInt8)}),
                at >= {counted:Int64}) AS after
        FROM
        (
            SELECT identity, net_fen, toUnixTimestamp64Milli(counted_at) AS at
            FROM order_facts FINAL
            WHERE identity != 0 AND NOT withdrawn AND bought
              AND counted_at >= fromUnixTimestamp64Milli({before_from:Int64}, 'UTC')
              AND counted_at < fromUnixTimestamp64Milli({ended:Int64}, 'UTC')
              AND (NOT {scoped:UInt8} OR has({units:Array(UInt64)}, unit))
        )
        GROUP BY identity
    )
)
WHERE 1 «only»
GROUP BY person
HAVING max(there) AND (NOT {exposed:UInt8} OR max(viewed)) AND arm != 0
ORDER BY person
