-- People by the public channel that brought them first, and what became of them.
--
-- Two stages of aggregation. The inner ones make a mergeable line per identity, on a cluster a partial one on every shard
-- (events are ordered by identity, so this is also the cheap way on one node: a tenth of the rows is left to look up and to
-- group by person). Above, the lines of a person meet. Minimum, maximum, sum and bitwise or do not mind on which shard a row
-- lies, and nothing is joined. FINAL makes each order and each person count once, whatever parts are still unmerged.
--
-- An arrival is one number, so that its moment and its channel cannot part: milliseconds * 256 + the channel's place in
-- {channels} (from 1); 2^62 more when it was no public channel (place 0), so that every first touch goes before it; 2^61
-- more again when nothing is known of it. Bit n of a mask is the channel at place n. Flags: 1 known, 2 reachable, 4 seen.
WITH
    toInt64(4611686018427387904) AS private,
    toInt64(6917529027641081856) AS unseen,
    toUInt16(65535) AS no_day,
    touches AS
    (
        SELECT
            identity,
            min(toUnixTimestamp64Milli(occurred_at) * 256 + place) AS arrival,
            groupBitOr(bitShiftLeft(toUInt64(1), toUInt8(bitAnd(place, 255)))) AS mask
        FROM
        (
            SELECT
                identity,
                occurred_at,
                transform(channel, {channels:Array(String)},
                          arrayMap(n -> toInt64(n), range(1, length({channels:Array(String)}) + 1)), private) AS place
            FROM events
            WHERE identity != 0
        )
        GROUP BY identity
    ),
    purchases AS
    (
        SELECT
            dictGetOrDefault('person_of', 'person', identity, identity) AS person,
            min(private + toUnixTimestamp64Milli(placed_at) * 256) AS arrival,
            min(if(kept, day, no_day)) AS first_day,
            max(if(kept, day, 0)) AS last_day,
            sum(paid_fen - refunded_fen) AS net_fen
        FROM
        (
            SELECT
                identity, placed_at, paid_fen, refunded_fen,
                state IN {kept:Array(String)} AS kept,
                ifNull(toUInt16(toDate(paid_at, 'Asia/Shanghai')), 0) AS day
            FROM orders FINAL
            WHERE identity != 0 AND state != 'withdrawn' AND (NOT {scoped:UInt8} OR has({units:Array(UInt64)}, unit))
        )
        GROUP BY person
    ),
    persons AS
    (
        SELECT
            person,
            min(arrival) AS arrived,
            groupBitOr(mask) AS touched,
            groupBitOr(flags) AS is,
            min(first_day) AS first_bought,
            max(last_day) AS last_bought,
            sum(net_fen) AS net
        FROM
        (
            SELECT
                dictGetOrDefault('person_of', 'person', identity, identity) AS person, arrival, mask,
                toUInt8(0) AS flags, no_day AS first_day, toUInt16(0) AS last_day, toInt64(0) AS net_fen
            FROM touches
            UNION ALL
            SELECT
                person, unseen, toUInt64(0),
                toUInt8((identified != 0) + (reachable != 0) * 2 + hasAny(units, {units:Array(UInt64)}) * 4),
                no_day, toUInt16(0), toInt64(0)
            FROM people FINAL
            WHERE gone = 0
            UNION ALL
            SELECT
                person, arrival, toUInt64(0),
                toUInt8(0), first_day, toUInt16(last_day), net_fen
            FROM purchases
        )
        GROUP BY person
    )
SELECT
    place,
    sum(people) AS came,
    sum(known_people) AS known,
    sum(reachable_people) AS reachable,
    sum(buyers) AS bought,
    sum(loyal_buyers) AS bought_again,
    sum(net) AS net_fen,
    sumForEach(arrayMap(n -> people * bitTest(touched, n), range(length({channels:Array(String)}) + 1))) AS touched
FROM
(
    SELECT
        if(arrived >= private, 0, bitAnd(arrived, 255)) AS place,
        touched,
        count() AS people,
        countIf(bitAnd(is, 1) != 0) AS known_people,
        countIf(bitAnd(is, 2) != 0) AS reachable_people,
        countIf(first_bought != no_day) AS buyers,
        countIf(first_bought < last_bought) AS loyal_buyers,
        sum(net) AS net
    FROM persons
    WHERE multiIf(arrived >= unseen, 0, arrived >= private, arrived - private, arrived)
        BETWEEN {from_ms:Int64} * 256 AND {to_ms:Int64} * 256 - 1
      AND (NOT {scoped:UInt8} OR bitAnd(is, 4) != 0)
    GROUP BY place, touched
)
GROUP BY place
ORDER BY place
