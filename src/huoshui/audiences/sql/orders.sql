    -- Orders, summed up by identity, then by person: no level minds on which shard a row lies, and nothing is joined.
    SELECT person, «words»
    FROM
    (
        SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person,
            «persons»
        FROM
        (
            SELECT identity,
                «identities»
            FROM
            (
                SELECT identity, toUnixTimestamp64Milli(counted_at) AS at, net_fen,
                    «rows»
                FROM order_facts FINAL
                WHERE identity != 0 AND NOT withdrawn AND (NOT {scoped:UInt8} OR has({units:Array(UInt64)}, unit))
            )
            GROUP BY identity
        )
        GROUP BY person
    )
    WHERE «any»
