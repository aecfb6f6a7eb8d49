-- Over histories: (0, level, moment, 0) is people on a level at a moment, (1, level, moments, ended) spells of a level
-- that began after the first moment.
SELECT line.1 AS what, line.2 AS level, line.3 AS number, line.4 AS ended, sum(people) AS people
FROM
(
    SELECT people,
           arrayFilter(place -> place = 1 OR levels[place] != levels[place - 1], arrayEnumerate(levels)) AS starts,
           arrayPushBack(arrayPopFront(starts), toUInt32(length(levels) + 1)) AS ends,
           arrayConcat(
               arrayMap(place -> (toUInt8(0), levels[place], toUInt32(place - 1), toUInt8(0)), arrayEnumerate(levels)),
               arrayMap((since, until) -> (toUInt8(1), levels[since], toUInt32(until - since), toUInt8(until <= length(levels))),
                        arrayFilter(since -> since > 1, starts), arrayFilter((until, since) -> since > 1, ends, starts))
           ) AS lines
    FROM histories
)
ARRAY JOIN lines AS line
GROUP BY what, level, number, ended
ORDER BY what, level, number, ended
