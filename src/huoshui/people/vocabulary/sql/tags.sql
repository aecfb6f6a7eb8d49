-- How many people carry each tag, when it was put on last, and some of them, drawn the same way each time.
SELECT tag, count() AS people, max(at) AS last_at, groupArraySample({sample:UInt32}, 1)(person) AS some
FROM people_facts FINAL
ARRAY JOIN tags AS tag, tagged_at AS at
WHERE gone = 0 AND positionCaseInsensitiveUTF8(tag, {q:String}) > 0 «seen»
GROUP BY tag
HAVING people < {many:UInt64} OR (people = {many:UInt64} AND tag > {word:String})
ORDER BY people DESC, tag
LIMIT {limit:UInt32}
