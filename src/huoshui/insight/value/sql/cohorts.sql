-- What people who began alike have brought so many days after they began, of those who were followed that long.
--
-- Lines by identity, then by person, as in channels.sql: an arrival is milliseconds * 256 + the place of the public channel
-- (from 1), 2^62 more when it was none (place 0), so that every public touch goes before. Orders are gathered and only
-- worked through when a person is whole.
WITH
    toInt64(4611686018427387904) AS private
SELECT «told»
FROM
(
    SELECT
        person,
        begun,
        toUInt32(«group») AS grp,
        arraySum(sale -> if(sale.1 >= begun, sale.2, 0), sales) AS so_far,
        arrayMap(h -> toUInt64(begun + h <= {now:Int64}), {horizons:Array(Int64)}) AS followed,
        arrayMap(h -> arraySum(sale -> if(sale.1 >= begun AND sale.1 < begun + h, sale.2, 0), sales),
                 {horizons:Array(Int64)}) AS money,
        arrayMap(h -> arrayUniq(arrayMap(sale -> sale.3,
                     arrayFilter(sale -> sale.1 >= begun AND sale.1 < begun + h, sales))),
                 {horizons:Array(Int64)}) AS bought
    FROM
    (
        SELECT
            person,
            min(arrival) AS arrived,
            groupArrayArray(some) AS sales,
            if(arrived >= private, 0, bitAnd(arrived, 255)) AS place,
            «begun» AS begun
        FROM
        (
            SELECT
                dictGetOrDefault('person_of', 'person', identity, identity) AS person,
                arrival,
                CAST([], 'Array(Tuple(Int64, Int64, UInt16))') AS some
            FROM
            (
                SELECT
                    identity,
                    min(toUnixTimestamp64Milli(occurred_at) * 256
                        + transform(channel, {public:Array(String)},
                            arrayMap(n -> toInt64(n), range(1, length({public:Array(String)}) + 1)), private)) AS arrival
                FROM events
                WHERE identity != 0 AND occurred_at <= fromUnixTimestamp64Milli({now:Int64}, 'UTC')
                GROUP BY identity
            )
            UNION ALL
            SELECT
                dictGetOrDefault('person_of', 'person', identity, identity), arrival, some
            FROM
            (
                SELECT
                    identity,
                    min(private + toUnixTimestamp64Milli(counted_at) * 256) AS arrival,
                    groupArray((toUnixTimestamp64Milli(counted_at), net_fen, toUInt16(toDate(counted_at, {zone:String})))) AS some
                FROM order_facts FINAL
                WHERE identity != 0 AND NOT withdrawn AND bought
                  AND counted_at <= fromUnixTimestamp64Milli({now:Int64}, 'UTC')
                  AND (NOT {scoped:UInt8} OR has({units:Array(UInt64)}, unit))
                GROUP BY identity
            )
        )
        WHERE 1 «only»
        GROUP BY person
    )
    WHERE begun >= {since:Int64} AND begun < {until:Int64}
)
«rest»
