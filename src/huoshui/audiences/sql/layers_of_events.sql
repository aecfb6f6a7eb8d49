    -- What people's events say, by identity, then by person.
    SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person, groupUniqArrayArray(texts) AS found
    FROM
    (
        SELECT identity, groupUniqArrayArray(arrayFilter(text -> text != '', [«read»])) AS texts
        FROM events
        WHERE identity != 0 AND name IN {value_events:Array(String)}
          AND occurred_at <= fromUnixTimestamp64Milli({value_until:Int64}, 'UTC')
        GROUP BY identity
    )
    GROUP BY person
