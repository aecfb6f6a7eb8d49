-- The people of a run in tenths, the most valuable first.
SELECT
    toUInt8(least(intDiv((place - 1) * 10, whole), 9)) AS tenth,
    count() AS people,
    min(value_fen) AS least_fen,
    sum(value_fen) AS value_fen_sum,
    sum(paid_fen) AS paid,
    avg(alive) AS alive_mean
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
GROUP BY tenth
ORDER BY tenth
