-- What speaks for or against the closeness of one person, in the order in which it happened.
SELECT at, signal, name, staff, formerly
FROM
(
    SELECT toUnixTimestamp64Milli(occurred_at) AS at, «signal» AS signal, name,
           «staff» AS staff, «formerly» AS formerly
    FROM events
    WHERE identity IN {identities:Array(UInt64)} AND occurred_at <= fromUnixTimestamp64Milli({now:Int64}, 'UTC')
      AND name IN {heard:Array(String)}
    UNION ALL
    SELECT toUnixTimestamp64Milli(counted_at) AS at, arrayJoin({paid:Array(UInt8)}) AS signal, '', '', ''
    FROM order_facts FINAL
    WHERE identity IN {identities:Array(UInt64)} AND NOT withdrawn AND bought
      AND counted_at <= fromUnixTimestamp64Milli({now:Int64}, 'UTC')
)
ORDER BY at, signal, name
