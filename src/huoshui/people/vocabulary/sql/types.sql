-- The traits that can be read as a text, a number, a date, a boolean, an array, each with somebody in sight.
SELECT
    groupUniqArrayArray(text_names) AS text, groupUniqArrayArray(number_names) AS number,
    groupUniqArrayArray(moment_names) AS date, groupUniqArrayArray(truth_names) AS boolean,
    groupUniqArrayArray(list_names) AS array
FROM people_facts FINAL
WHERE gone = 0 «seen»
