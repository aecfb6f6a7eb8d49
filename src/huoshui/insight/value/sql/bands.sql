-- The people of a run, each in one of ten tenths, the most valuable first.
SELECT «told»
FROM
(
    SELECT person, value_fen, paid_fen, alive, toUInt8(least(intDiv((place - 1) * 10, whole), 9)) AS tenth
    FROM
    (
        SELECT person, value_fen, paid_fen, alive,
               row_number() OVER (ORDER BY value_fen DESC, person) AS place, count() OVER () AS whole
        FROM
        (
            SELECT dictGetOrDefault('person_of', 'person', person, person) AS person,
                   sum(value_fen) AS value_fen, sum(paid_fen) AS paid_fen, max(alive) AS alive
            FROM
            (
                SELECT person, value_fen, paid_fen, alive FROM value_predictions FINAL WHERE run = {run:UInt64}
            )
            GROUP BY person
        )
        WHERE 1 «only»
    )
)
«rest»
