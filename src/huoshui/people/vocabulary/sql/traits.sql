-- How many people have each trait, how many of them hold an identifier that proves who they are, and the first of these.
SELECT name, count() AS people, countIf(known) AS known_people, minIf(person, known) AS example
FROM
(
    SELECT traits, person, person GLOBAL IN (SELECT person FROM people FINAL WHERE gone = 0 AND identified) AS known
    FROM people_facts FINAL
    WHERE gone = 0 «seen»
)
ARRAY JOIN traits AS name
GROUP BY name
HAVING people < {many:UInt64} OR (people = {many:UInt64} AND name > {word:String})
ORDER BY people DESC, name
LIMIT {limit:UInt32}
