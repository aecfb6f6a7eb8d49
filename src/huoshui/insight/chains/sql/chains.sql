-- People by the touch that brought them, with the steps that they took from then on. A step is (milliseconds, which, what it
-- says); per identity they are one array, which shards make alone, and above those of a person meet and are put in order.
SELECT
    person, grp, at,
    toUInt8(arrayExists(step -> step.2 = 1, later)) AS clicked,
    toUInt8(arrayExists(step -> step.2 = 2, later)) AS scanned,
    toUInt8(added_at > 0) AS added,
    arrayMap(days -> toUInt8(added_at > 0 AND added_at + days * {day:Int64} <= {now:Int64}), {kept:Array(UInt16)}) AS due,
    arrayMap((days, is_due) -> toUInt8(is_due AND
        arrayCount(step -> step.2 = 3 AND step.1 >= at AND step.1 <= added_at + days * {day:Int64}, steps)
        > arrayCount(step -> step.2 = 4 AND step.1 >= added_at AND step.1 <= added_at + days * {day:Int64}, steps)),
        {kept:Array(UInt16)}, due) AS still,
    toUInt8(added_at > 0 AND arrayExists(step -> step.2 = 5 AND step.1 >= added_at, later)) AS spoke,
    toUInt8(arrayExists(step -> step.2 = 6, later)) AS joined,
    arrayFilter(step -> step.2 = 7, later) AS orders,
    toUInt8(notEmpty(orders)) AS bought,
    toUInt8(arrayUniq(arrayMap(step -> toDate(fromUnixTimestamp64Milli(step.1, 'UTC'), {zone:String}), orders)) > 1) AS again,
    arraySum(step -> toInt64OrZero(step.3), orders) AS net_fen
FROM
(
    SELECT
        person, steps, touch.1 AS at, touch.3 AS grp,
        arrayFilter(step -> step.1 >= at AND step.1 < at + {within:Int64}, steps) AS later,
        arrayFirst(step -> step.2 = 3, later).1 AS added_at
    FROM
    (
        SELECT
            person,
            arraySort(groupArrayArray(some)) AS steps,
            «first_or_last»(step -> step.2 IN (1, 2, 3, 8) AND step.3 != '' AND step.1 < {until:Int64}, steps) AS touch
        FROM
        (
            SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person, some
            FROM
            (
                SELECT identity, groupArray((toUnixTimestamp64Milli(occurred_at), which, said)) AS some
                FROM
                (
                    SELECT identity, occurred_at, toUInt8(transform(name, {names:Array(String)}, {steps:Array(UInt8)}, 0)) AS which,
                           «value» AS said
                    FROM events
                    WHERE identity != 0 AND name IN {names:Array(String)}
                      AND occurred_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
                      AND occurred_at < fromUnixTimestamp64Milli({now:Int64} + 1, 'UTC')
                )
                GROUP BY identity
                UNION ALL
                SELECT identity, groupArray((toUnixTimestamp64Milli(counted_at), toUInt8(7), toString(net_fen)))
                FROM order_facts FINAL
                WHERE identity != 0 AND NOT withdrawn AND bought
                  AND counted_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
                  AND counted_at < fromUnixTimestamp64Milli({now:Int64} + 1, 'UTC')
                  AND (NOT {scoped:UInt8} OR has({units:Array(UInt64)}, unit))
                GROUP BY identity
            )
        )
        WHERE 1 «only»
        GROUP BY person
    )
    WHERE at > 0
)
