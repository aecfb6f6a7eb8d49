-- What the signals of people come to, for a fit: a person's line holds numbers and values of the signals that they have. At
-- most a share of the people, the same ones for every moment.
SELECT person, groupArray(signal) AS signals, groupArray(value) AS values
FROM
(
    SELECT person, signal,
        greatest(0, decayed - if(has({repeated:Array(UInt8)}, signal),
                                 exp2((latest - until) / {half_lives:Array(Float64)}[signal]), 0)) AS value
    FROM
    (
«signals»
    )
    WHERE intHash64(bitXor(person, {seed:UInt64})) % 10000 < {share:UInt32}
)
GROUP BY person
ORDER BY person
