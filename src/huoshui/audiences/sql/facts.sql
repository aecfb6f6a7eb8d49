    -- What we know of people: traits by type, tags, consent.
    SELECT person, «words»
    FROM people_facts FINAL
    WHERE gone = 0 AND («any»)
