-- People whom a public channel brought first, with what is seen of them since. Lines by identity, then by person; arrivals as in
-- channels.sql. Days are those on which they did something themselves.
WITH
    toInt64(4611686018427387904) AS private
SELECT
    person,
    toUInt16(bitAnd(arrived, 255)) AS place,
    intDiv(arrived, 256) AS arrived_at,
    toInt32(day_of_arrival) AS arrived_day,
    interactions, deliveries, reads, shared, reachable, net_fen,
    toUInt8(left_at < arrived_at + {soon_ms:Int64}) AS left_soon,
    toUInt8(arrayExists(day -> day > day_of_arrival, days)) AS back,
    toUInt8(arrayExists(day -> day > {today:UInt16} - 30, days)) AS lately,
    arrayMap(n -> toUInt8(has(days, toUInt16(day_of_arrival + n))), {retention:Array(UInt16)}) AS retained
FROM
(
    SELECT
        person,
        min(arrival) AS arrived,
        groupUniqArrayArray(some_days) AS days,
        sum(interacted) AS interactions,
        sum(sent) AS deliveries,
        least(sum(opened), deliveries) AS reads,
        min(went) AS left_at,
        max(device) AS shared,
        max(reach) AS reachable,
        sum(fen) AS net_fen,
        toUInt16(toDate(fromUnixTimestamp64Milli(intDiv(arrived, 256), 'UTC'), {zone:String})) AS day_of_arrival
    FROM
    (
        SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person, arrival, some_days, interacted, sent,
               opened, went, toUInt8(0) AS device, toUInt8(0) AS reach, toInt64(0) AS fen
        FROM
        (
            SELECT
                identity,
                min(at * 256 + transform(channel, {public:Array(String)},
                    arrayMap(n -> toInt64(n), range(1, length({public:Array(String)}) + 1)), private)) AS arrival,
                groupUniqArrayIf(toUInt16(toDate(occurred_at, {zone:String})), NOT ours) AS some_days,
                countIf(name IN {interactions:Array(String)}) AS interacted,
                countIf(name IN {deliveries:Array(String)}) AS sent,
                countIf(name IN {reads:Array(String)}) AS opened,
                minIf(at, name IN {leaving:Array(String)}) AS gone_at,
                if(gone_at = 0, {never:Int64}, gone_at) AS went
            FROM
            (
                SELECT identity, occurred_at, toUnixTimestamp64Milli(occurred_at) AS at, name, channel,
                       name IN {ours:Array(String)} AS ours
                FROM events
                WHERE identity != 0 AND occurred_at < fromUnixTimestamp64Milli({now:Int64} + 1, 'UTC')
            )
            GROUP BY identity
        )
        UNION ALL
        SELECT arrayJoin(holders), {never:Int64} * 2, [], 0, 0, 0, {never:Int64}, 1, 0, 0
        FROM
        (
            SELECT device, groupUniqArray(person) AS holders
            FROM
            (
                SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person, device
                FROM
                (
                    SELECT identity, arrayJoin(arrayFilter((one, space) -> space = 'device', identities, namespaces)) AS device
                    FROM events
                    WHERE identity != 0 AND has(namespaces, 'device')
                      AND occurred_at < fromUnixTimestamp64Milli({now:Int64} + 1, 'UTC')
                    GROUP BY identity, device
                )
            )
            GROUP BY device
            HAVING length(holders) >= {shared_by:UInt8}
        )
        UNION ALL
        SELECT person, {never:Int64} * 2, [], 0, 0, 0, {never:Int64}, 0, toUInt8(reachable != 0), 0
        FROM people FINAL
        WHERE gone = 0
        UNION ALL
        SELECT dictGetOrDefault('person_of', 'person', identity, identity), {never:Int64} * 2, [], 0, 0, 0, {never:Int64}, 0, 0, fen
        FROM
        (
            SELECT identity, sum(net_fen) AS fen
            FROM order_facts FINAL
            WHERE identity != 0 AND NOT withdrawn AND bought AND counted_at < fromUnixTimestamp64Milli({now:Int64} + 1, 'UTC')
              AND (NOT {scoped:UInt8} OR has({units:Array(UInt64)}, unit))
            GROUP BY identity
        )
    )
    WHERE 1 «only»
    GROUP BY person
)
WHERE arrived < private AND arrived >= {since:Int64} * 256 AND arrived < {until:Int64} * 256
ORDER BY person
