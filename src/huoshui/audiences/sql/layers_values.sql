-- People by their places on the axes and by each value that they have. The lines of a person meet by maximum and by union:
-- nothing is joined, and it does not matter on which shard a line lay.
SELECT [«keys»], value, count() AS people
FROM
(
    SELECT person, «merged», groupUniqArrayArray(found) AS all, max(seen) AS is_there
    FROM
    (
        SELECT person, «named», emptyArrayString() AS found, toUInt8(1) AS seen
        FROM
        (
«frame»
        )
        WHERE «there»
        UNION ALL
        SELECT person, «nothing», found, toUInt8(0) AS seen
        FROM
        (
«values»
        )
    )
    GROUP BY person
)
ARRAY JOIN if(empty(all), [''], all) AS value
WHERE is_there
GROUP BY «keys», value
