    -- The units that people belong to; a viewer sees their own.
    SELECT person, arrayMap(unit -> toString(unit), arrayFilter(unit -> NOT {scoped:UInt8} OR has({units:Array(UInt64)}, unit), units)) AS found
    FROM people FINAL
    WHERE gone = 0 AND notEmpty(units)
