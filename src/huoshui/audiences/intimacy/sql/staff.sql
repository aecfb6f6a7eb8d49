-- What happened between one member of staff and the people in scope. A text that does not even contain the staff member's id is
-- not read as JSON. The rows are few: a person's own contacts, so memory sums them up as it does for one person.
SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person,
       toUnixTimestamp64Milli(occurred_at) AS at, «signal» AS signal, name, «staff» AS staff, «formerly» AS formerly
FROM events
WHERE identity != 0 AND name IN {heard:Array(String)} AND occurred_at <= fromUnixTimestamp64Milli({now:Int64}, 'UTC')
  AND position(properties, {staff:String}) > 0 AND (staff = {staff:String} OR formerly = {staff:String})
  AND person GLOBAL IN (
        SELECT person FROM people FINAL
        WHERE gone = 0 AND (NOT {scoped:UInt8} OR hasAny(units, {units:Array(UInt64)}))
    )
ORDER BY person, at, signal, name
LIMIT {most:UInt32}
