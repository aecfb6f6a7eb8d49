    -- What each person's signals come to: decayed sum, times, latest, and the moment that the person's score speaks for (now, or
    -- when they were lost). Numbers of signals follow contract.signals; no signal comes from both tables. Sums are made where
    -- the rows lie and can be added up, so no shard needs to know a whole person; only who was lost is told to all shards.
    -- Orders count when they were bought and not given back, twice: as a purchase, and as one that may repeat another.
    SELECT
        dictGetOrDefault('person_of', 'person', identity, identity) AS person,
        «signal» AS signal,
        if(stops.stopped_at = 0, {now:Int64}, stops.stopped_at) AS until,
        sum(exp2((toUnixTimestamp64Milli(occurred_at) - until) / {half_lives:Array(Float64)}[signal])) AS decayed,
        count() AS times,
        max(toUnixTimestamp64Milli(occurred_at)) AS latest
    FROM events
    GLOBAL ANY LEFT JOIN
    (
«stopped»
    ) AS stops ON person = stops.person
    WHERE identity != 0 AND name IN {names:Array(String)} AND signal != 0
      AND toUnixTimestamp64Milli(occurred_at) <= until
    GROUP BY person, signal, until
    UNION ALL
    SELECT
        dictGetOrDefault('person_of', 'person', identity, identity) AS person,
        orders.signal AS signal,
        if(stops.stopped_at = 0, {now:Int64}, stops.stopped_at) AS until,
        sum(exp2((orders.at - until) / {half_lives:Array(Float64)}[signal])) AS decayed,
        count() AS times,
        max(orders.at) AS latest
    FROM
    (
        SELECT identity, toUnixTimestamp64Milli(counted_at) AS at, arrayJoin({paid:Array(UInt8)}) AS signal
        FROM order_facts FINAL
        WHERE identity != 0 AND NOT withdrawn AND bought
    ) AS orders
    GLOBAL ANY LEFT JOIN
    (
«stopped»
    ) AS stops ON person = stops.person
    WHERE orders.at <= until
    GROUP BY person, signal, until
