-- Where each person stood when, for every period of {periods}, in one pass. Changes are gathered by person at once (nearly every
-- row counts, so that summing up by identity before costs more than it saves), and worked through when the person is whole.
--
-- A step is one number, moment * 128 + code, which sorts as they do: 1 first seen, 2k comes into pool k and 2k+1 leaves it (pools
-- by number), 90 falls silent, 91 is heard of again, 100 an order. A silence begins {lost_days} days after the last day with an act of their own. After
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
            arrayMap(sale -> (toUInt8(3), arrayLast(move -> move.1 < sale.1, moves).3, toUInt8(0), toFloat64(sale.2)),
                arrayFilter(sale -> sale.1 >= since AND sale.1 < until, sales))
        )) AS fact,
        fact.1 AS what, fact.2 AS a, fact.3 AS b, fact.4 AS figure
    FROM
    (
        SELECT
            person, sales,
            arrayFilter((pool, at, next) -> at != next, pools, ats, arrayShiftLeft(ats, 1, toInt64(-1))) AS settled,
            arrayFilter((at, next) -> at != next, ats, arrayShiftLeft(ats, 1, toInt64(-1))) AS moments,
            arrayFilter((at, pool, before) -> pool != before, moments, settled, arrayShiftRight(settled, 1, toUInt8(0))) AS moved_at,
            arrayFilter((pool, before) -> pool != before, settled, arrayShiftRight(settled, 1, toUInt8(0))) AS moved_to,
            arrayMap((at, pool, before, was) -> (at, before, pool, if(before = 0, 0, (at - was) / 86400000)),
                moved_at, moved_to, arrayShiftRight(moved_to, 1, toUInt8(0)), arrayShiftRight(moved_at, 1, toInt64(0))) AS moves
        FROM
        (
            SELECT
                person, sales,
                arraySort(arrayConcat(changes, seen, arrayMap(sale -> sale.1 * 128 + 100, sales), silences)) AS steps,
                arrayMap(step -> bitShiftRight(step, 7), steps) AS ats,
                arrayMap(step -> toUInt8(bitAnd(step, 127)), steps) AS codes,
                arrayMap(sale -> toDate(fromUnixTimestamp64Milli(sale.1, 'UTC'), {zone:String}), arraySort(sales)) AS sale_days,
                arrayFill(mark -> mark != 0, arrayMap(code -> multiIf(code = 90, 1, code = 91, -1, 0), codes)) AS lost,
                arrayCumSum(arrayMap(code -> code = 100, codes)) AS bought,
                arrayMap(times -> times > 0 AND sale_days[times] > sale_days[1], bought) AS again,
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
                    groupArrayIf(at * 128 + code, code != 0) AS changes,
                    arrayMap(first -> first * 128 + 1, arrayFilter(first -> first != 0, [minIf(at, acted AND NOT is_sale)])) AS seen,
                    groupArrayIf((at, fen), is_sale) AS sales,
                    arraySort(groupUniqArrayIf(day, acted)) AS days,
                    arrayFilter((day, next) -> next > day + {lost_days:UInt16}, days,
                        arrayShiftLeft(arrayMap(day -> toUInt32(day), days), 1, toUInt32(100000))) AS last_days,
                    arrayFilter((next, day) -> day != 0 AND next > day + {lost_days:UInt16}, days,
                        arrayShiftRight(days, 1, toUInt16(0))) AS found_days,
                    arrayConcat(
                        arrayMap(day -> toInt64(toUnixTimestamp(toDateTime(toDate32(day + {lost_days:UInt16}), {zone:String}))) * 128000 + 90,
                            last_days),
                        arrayMap(day -> toInt64(toUnixTimestamp(toDateTime(toDate32(day), {zone:String}))) * 128000 + 91,
                            found_days)) AS silences
                FROM
                (
                    SELECT
                        dictGetOrDefault('person_of', 'person', identity, identity) AS person,
                        toUnixTimestamp64Milli(occurred_at) AS at, toUInt16(toDate(occurred_at, {zone:String})) AS day,
                        toUInt8(transform(name, {names:Array(String)}, {codes:Array(UInt8)}, 0)) AS code,
                        name NOT IN {ours:Array(String)} AS acted, 0 AS is_sale, toInt64(0) AS fen
                    FROM events
                    WHERE identity != 0 AND occurred_at < fromUnixTimestamp64Milli({until:Int64}, 'UTC')
                    UNION ALL
                    SELECT
                        dictGetOrDefault('person_of', 'person', identity, identity), toUnixTimestamp64Milli(counted_at),
                        toUInt16(toDate(counted_at, {zone:String})), 0, 1, 1, net_fen
                    FROM order_facts FINAL
                    WHERE identity != 0 AND NOT withdrawn AND bought AND counted_at < fromUnixTimestamp64Milli({until:Int64}, 'UTC')
                      AND (NOT {scoped:UInt8} OR has({units:Array(UInt64)}, unit))
                )
                WHERE 1 «only»
                GROUP BY person
            )
        )
    )
)
«rest»
