    -- Snapshots by whom they hold: a number that was somebody then is whoever they are today.
    SELECT whose AS person, «merged»
    FROM
    (
        SELECT dictGetOrDefault('person_of', 'person', person, person) AS whose, «words»
        FROM membership_snapshots
        WHERE «held»
    )
    GROUP BY whose
