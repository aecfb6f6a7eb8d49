        -- Orders, summed up by person at once: it does not matter on which shard a row lies, and nothing is joined.
        SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person,
            «persons»
        FROM
        (
            SELECT identity, toUnixTimestamp64Milli(counted_at) AS at, net_fen,
                «rows»
            FROM order_facts FINAL
            WHERE identity != 0 AND NOT withdrawn AND (NOT {scoped:UInt8} OR has({units:Array(UInt64)}, unit))
        )
        WHERE «marked»
        GROUP BY person
