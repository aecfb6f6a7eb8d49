-- What a run expects of people, those who were merged meanwhile together.
SELECT dictGetOrDefault('person_of', 'person', person, person) AS person, sum(value_fen) AS value_fen
FROM (SELECT person, value_fen FROM value_predictions FINAL WHERE run = {run:UInt64})
GROUP BY person
