-- The values that touched people, by person and value.
SELECT «told»
FROM
(
    SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person, value, times
    FROM
    (
        SELECT identity, «value» AS value, count() AS times
        FROM events
        WHERE identity != 0 AND «touch»
          AND occurred_at >= fromUnixTimestamp64Milli({since:Int64} - {window_ms:Int64}, 'UTC')
          AND occurred_at < fromUnixTimestamp64Milli({until:Int64}, 'UTC')
        GROUP BY identity, value
    )
    WHERE value != ''
)
WHERE 1 «only»
«rest»
