    -- How close people are, as the run that was published last has it. Who has no score has no line.
    SELECT person, «words»
    FROM intimacy_scores
    WHERE run = (SELECT max(run) FROM intimacy_published) AND («any»)
