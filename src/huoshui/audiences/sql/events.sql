        -- What people did: one scan for all conditions together, gathered by person at once; where a person's rows lie does not
        -- matter, and summing up by identity before costs more than it saves.
        SELECT person, «chains»
        FROM
        (
            SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person,
                «persons»
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
            GROUP BY person
        )
