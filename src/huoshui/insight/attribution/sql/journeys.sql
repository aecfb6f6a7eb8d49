-- Journeys, the same ones once, with how many of them converted, for how much, and how many did not.
--
-- A step is (moment, place, worth): place 0 is a conversion, n the n-th of {values}, one more all others. Steps are gathered
-- by identity (on a cluster on every shard), then by person, and only then sorted and cut: gathering can be merged, so it does
-- not matter on which shard an identity lies. Of two steps at one moment the conversion goes first: a touch counts for
-- a conversion only when it is earlier. Time decay depends on the moments, which the path no longer has, so its
-- shares are worked out here, per journey, and summed up touch by touch.
SELECT
    path,
    sum(converted) AS conversions,
    sum(worth) AS value,
    sum(1 - converted) AS nulls,
    sumForEach(arrayMap(share -> share * converted, shares)) AS decayed,
    sumForEach(arrayMap(share -> share * worth, shares)) AS decayed_value
FROM
(
    SELECT
        converted, worth,
        arrayMap(step -> toUInt16(step.2), visits) AS path,
        arrayMap(step -> exp2((step.1 - visits[-1].1) / {half_life_ms:Float64}), visits) AS raw,
        arrayMap(one -> one / arraySum(raw), raw) AS shares
    FROM
    (
        SELECT
            toUInt8(piece[-1].2 = 0) AS converted,
            piece[-1].3 AS worth,
            piece[-1].1 AS ended_at,
            arrayFilter(step -> step.2 != 0, piece) AS touches,
            arrayFilter(
                (step, before) -> step.2 != before.2 OR step.1 - before.1 > {visit_ms:Int64},
                touches,
                arrayShiftRight(touches, 1, (toInt64(0), toInt32(0), toInt64(0)))) AS visits
        FROM
        (
            SELECT
                journey,
                if(journey[-1].2 = 0, journey[-1].1, {until:Int64}) AS end,
                arrayMap(step -> intDiv(end - step.1, {window_ms:Int64}), journey) AS windows,
                arrayMap((own, before) -> own != before, windows, arrayShiftRight(windows, 1, windows[1])) AS cuts,
                arrayJoin(arraySplit((step, cut) -> cut, journey, cuts)) AS piece
            FROM
            (
                SELECT arrayJoin(arrayReverseSplit(step -> step.2 = 0, steps)) AS journey
                FROM
                (
                    SELECT person, arraySort(groupArrayArray(some)) AS steps
                    FROM
                    (
                        SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person, some
                        FROM
                        (
                            SELECT identity, groupArray((at, place, toInt64(0))) AS some
                            FROM
                            (
                                SELECT
                                    identity,
                                    toUnixTimestamp64Milli(occurred_at) AS at,
                                    «value» AS value,
                                    transform(value, {values:Array(String)},
                                        arrayMap(n -> toInt32(n), range(1, length({values:Array(String)}) + 1)),
                                        toInt32(if(value = '', 0, length({values:Array(String)}) + 1))) AS place
                                FROM events
                                WHERE identity != 0 AND «touch»
                                  AND occurred_at >= fromUnixTimestamp64Milli({since:Int64} - {window_ms:Int64}, 'UTC')
                                  AND occurred_at < fromUnixTimestamp64Milli({until:Int64}, 'UTC') «slice»
                            )
                            WHERE place != 0
                            GROUP BY identity
                        )
                        UNION ALL
                        «conversions»
                    )
                    WHERE 1 «only»
                    GROUP BY person
                )
            )
        )
        WHERE ended_at >= {since:Int64}
    )
)
GROUP BY path
