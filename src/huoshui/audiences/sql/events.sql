    -- What people did: one scan for all conditions together, summed up by identity (the order in which events lie, and on a
    -- cluster a shard's own), then by person.
    SELECT person, «words»
    FROM
    (
        SELECT person, «chains»
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
                    SELECT identity, toUnixTimestamp64Milli(occurred_at) AS at,
                        «rows»
                    FROM events
                    WHERE identity != 0 AND «looked_at»
                    -- what is not to be read is empty text already, and what is put off is worked out again for each use
                    SETTINGS short_circuit_function_evaluation = 'disable'
                )
                WHERE «marked»
                GROUP BY identity
            )
            GROUP BY person
        )
    )
    WHERE «any»
