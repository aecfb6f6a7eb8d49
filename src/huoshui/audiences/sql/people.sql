    -- Everybody there is, in this scope. FINAL makes each person count once, whatever parts are still unmerged.
    SELECT person, «words»
    FROM people FINAL
    WHERE gone = 0 AND (NOT {scoped:UInt8} OR hasAny(units, {units:Array(UInt64)}))
