        -- People who deleted the last of our staff (or were deleted by them), and when. A state is the moment * 2, plus 1
        -- for an end: the greatest of a pair of person and staff is its latest. Few rows: those who are gone.
        SELECT person, toInt64(max(bitShiftRight(state, 1))) AS stopped_at
        FROM
        (
            SELECT person, staff, max(state) AS state
            FROM
            (
                SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person,
                       change.1 AS staff, change.2 AS state
                FROM
                (
                    SELECT identity, arrayJoin(«changes») AS change
                    FROM events
                    WHERE identity != 0 AND name IN {changing:Array(String)}
                      AND occurred_at <= fromUnixTimestamp64Milli({now:Int64}, 'UTC')
                )
            )
            GROUP BY person, staff
        )
        GROUP BY person
        HAVING min(bitAnd(state, 1)) = 1
