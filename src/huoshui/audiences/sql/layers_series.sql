-- On which level each person was at many moments, in one pass of each table. Every condition is a word with a bit for each
-- moment at which it is met, so "and" and "or" of conditions are those of words; levels are worked out for all moments at
-- once. People with the same history are one line from then on.
WITH histories AS
(
    SELECT arrayMap(day -> toUInt8(arrayFirstIndex(mask -> bitTest(mask, day), [«levels»])), range({moments:UInt8})) AS levels,
           count() AS people
    FROM
    (
        SELECT person, max(there) AS is_there, «merged»
        FROM
        (
            SELECT person, toUInt8(1) AS there, «of_people»
            FROM people FINAL
            WHERE gone = 0 AND (NOT {scoped:UInt8} OR hasAny(units, {units:Array(UInt64)}))
            UNION ALL
            SELECT person, toUInt8(0) AS there, «of_orders»
            FROM
            (
                SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person, «orders_persons»
                FROM
                (
                    SELECT identity, toUnixTimestamp64Milli(counted_at) AS at, net_fen, «orders_rows»
                    FROM order_facts FINAL
                    WHERE identity != 0 AND NOT withdrawn AND (NOT {scoped:UInt8} OR has({units:Array(UInt64)}, unit))
                )
                GROUP BY person
            )
            UNION ALL
            SELECT person, toUInt8(0) AS there, «of_events»
            FROM
            (
                SELECT *, «events_chains»
                FROM
                (
                    SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person, «events_persons»
                    FROM
                    (
                        SELECT identity, toUnixTimestamp64Milli(occurred_at) AS at, «events_rows»
                        FROM events
                        WHERE identity != 0 AND occurred_at <= fromUnixTimestamp64Milli({latest:Int64}, 'UTC')
                        -- what is not to be read is empty text already, and what is put off is worked out for each use
                        SETTINGS short_circuit_function_evaluation = 'disable'
                    )
                    GROUP BY person
                )
            )
        )
        GROUP BY person
    )
    WHERE is_there
    GROUP BY levels
)
«ask»
