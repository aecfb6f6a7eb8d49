-- Where each person stood when, for every period of {periods}, in one pass. Changes are gathered by identity, then by person, and
-- worked through when the person is whole.
--
-- A step is (moment, code, fen): 1 first seen, 2k comes into pool k and 2k+1 leaves it (pools by number), 90 falls silent,
-- 91 is heard of again, 100 an order. A silence begins {lost_days} days after the last day with an act of their own. After
-- each step the marks say where somebody is, and the deepest pool counts; steps of one moment take effect together.
--
-- A fact is (what, a, b, figure): 0 stood in a at the beginning, 1 at the end, 2 moved from a to b after so many days,
-- 3 brought so many fen while in a.
SELECT «told»
FROM
(
    SELECT
        person,
        arrayJoin(arrayEnumerate({periods:Array(Array(Int64))})) AS period,
        {periods:Array(Array(Int64))}[period][1] AS since,
        {periods:Array(Array(Int64))}[period][2] AS until,
        arrayFilter(move -> move.1 >= since AND move.1 < until, moves) AS inside,
        arrayJoin(arrayConcat(
            [(toUInt8(0), arrayLast(move -> move.1 < since, moves).3, toUInt8(0), toFloat64(0)),
             (toUInt8(1), arrayLast(move -> move.1 < until, moves).3, toUInt8(0), toFloat64(0))],
            arrayMap(move -> (toUInt8(2), move.2, move.3, move.4), inside),
            arrayMap(sale -> (toUInt8(3), arrayLast(move -> move.1 < sale.1, moves).3, toUInt8(0), toFloat64(sale.3)),
                arrayFilter(step -> step.2 = 100 AND step.1 >= since AND step.1 < until, steps))
        )) AS fact,
        fact.1 AS what, fact.2 AS a, fact.3 AS b, fact.4 AS figure
    FROM
    (
        SELECT
            person, steps,
            arrayFilter((pool, at, next) -> at != next, pools, ats, arrayShiftLeft(ats, 1, toInt64(-1))) AS settled,
            arrayFilter((at, next) -> at != next, ats, arrayShiftLeft(ats, 1, toInt64(-1))) AS moments,
            arrayFilter((at, pool, before) -> pool != before, moments, settled, arrayShiftRight(settled, 1, toUInt8(0))) AS moved_at,
            arrayFilter((pool, before) -> pool != before, settled, arrayShiftRight(settled, 1, toUInt8(0))) AS moved_to,
            arrayMap((at, pool, before, was) -> (at, before, pool, if(before = 0, 0, (at - was) / 86400000)),
                moved_at, moved_to, arrayShiftRight(moved_to, 1, toUInt8(0)), arrayShiftRight(moved_at, 1, toInt64(0))) AS moves
        FROM
        (
            SELECT
                person,
                arraySort(arrayConcat(some, silences)) AS steps,
                arrayMap(step -> step.1, steps) AS ats,
                arrayMin(step -> if(step.2 = 100, step.1, {never:Int64}), steps) AS first_order,
                toDate(fromUnixTimestamp64Milli(if(first_order = {never:Int64}, toInt64(0), first_order), 'UTC'), {zone:String}) AS first_day,
                arrayMap(step -> step.2, steps) AS codes,
                arrayFill(mark -> mark != 0, arrayMap(code -> multiIf(code = 90, 1, code = 91, -1, 0), codes)) AS lost,
                arrayCumSum(arrayMap(code -> code = 100, codes)) AS bought,
                arrayCumSum(arrayMap(step -> step.2 = 100
                    AND toDate(fromUnixTimestamp64Milli(step.1, 'UTC'), {zone:String}) > first_day, steps)) AS again,
                arrayFill(mark -> mark != 0, arrayMap(code -> multiIf(code = 4, 1, code = 5, -1, 0), codes)) AS in_2,
                arrayFill(mark -> mark != 0, arrayMap(code -> multiIf(code = 6, 1, code = 7, -1, 0), codes)) AS in_3,
                arrayFill(mark -> mark != 0, arrayMap(code -> multiIf(code = 8, 1, code = 9, -1, 0), codes)) AS in_4,
                arrayFill(mark -> mark != 0, arrayMap(code -> multiIf(code = 10, 1, code = 11, -1, 0), codes)) AS in_5,
                arrayFill(mark -> mark != 0, arrayMap(code -> multiIf(code = 12, 1, code = 13, -1, 0), codes)) AS in_6,
                arrayMap((l, r, o, member, grp, contact, mini, fan) -> toUInt8(multiIf(
                    l > 0, 9, r > 0, 8, o > 0, 7, member > 0, 6, grp > 0, 5, contact > 0, 4, mini > 0, 3, fan > 0, 2, 1)),
                    lost, again, bought, in_6, in_5, in_4, in_3, in_2) AS pools
            FROM
            (
                SELECT
                    person,
                    groupArrayArray(changes) AS some,
                    arraySort(groupUniqArrayArray(acted)) AS days,
                    arrayFilter((day, next) -> next > day + {lost_days:UInt16}, days,
                        arrayShiftLeft(arrayMap(day -> toUInt32(day), days), 1, toUInt32(100000))) AS last_days,
                    arrayFilter((next, day) -> day != 0 AND next > day + {lost_days:UInt16}, days,
                        arrayShiftRight(days, 1, toUInt16(0))) AS found_days,
                    arrayConcat(
                        arrayMap(day -> (toInt64(toUnixTimestamp(toDateTime(toDate32(day + {lost_days:UInt16}), {zone:String}))) * 1000,
                            toUInt8(90), toInt64(0)), last_days),
                        arrayMap(day -> (toInt64(toUnixTimestamp(toDateTime(toDate32(day), {zone:String}))) * 1000,
                            toUInt8(91), toInt64(0)), found_days)) AS silences
                FROM
                (
                    SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person, changes, acted
                    FROM
                    (
                        SELECT
                            identity,
                            arrayConcat(
                                groupArrayIf((at, code, toInt64(0)), code != 0),
                                arrayFilter(step -> step.1 != 0, [(minIf(at, NOT ours), toUInt8(1), toInt64(0))])) AS changes,
                            groupUniqArrayIf(toUInt16(toDate(occurred_at, {zone:String})), NOT ours) AS acted
                        FROM
                        (
                            SELECT
                                identity, occurred_at, toUnixTimestamp64Milli(occurred_at) AS at,
                                name IN {ours:Array(String)} AS ours,
                                toUInt8(transform(toString(name), {names:Array(String)}, {codes:Array(UInt8)}, 0)) AS code
                            FROM events
                            WHERE identity != 0 AND occurred_at < fromUnixTimestamp64Milli({until:Int64}, 'UTC')
                        )
                        GROUP BY identity
                    )
                    UNION ALL
                    SELECT dictGetOrDefault('person_of', 'person', identity, identity), changes, acted
                    FROM
                    (
                        SELECT
                            identity,
                            groupArray((toUnixTimestamp64Milli(counted_at), toUInt8(100), net_fen)) AS changes,
                            groupUniqArray(toUInt16(toDate(counted_at, {zone:String}))) AS acted
                        FROM order_facts FINAL
                        WHERE identity != 0 AND NOT withdrawn AND bought
                          AND counted_at < fromUnixTimestamp64Milli({until:Int64}, 'UTC')
                          AND (NOT {scoped:UInt8} OR has({units:Array(UInt64)}, unit))
                        GROUP BY identity
                    )
                )
                WHERE 1 «only»
                GROUP BY person
            )
        )
    )
)
«rest»
