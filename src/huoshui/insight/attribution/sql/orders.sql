                        SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person, some
                        FROM
                        (
                            SELECT identity, groupArray((toUnixTimestamp64Milli(counted_at), toInt32(0), net_fen)) AS some
                            FROM order_facts FINAL
                            WHERE identity != 0 AND NOT withdrawn AND bought
                              AND counted_at >= fromUnixTimestamp64Milli({since:Int64} - {window_ms:Int64}, 'UTC')
                              AND counted_at < fromUnixTimestamp64Milli({until:Int64}, 'UTC')
                              AND (NOT {scoped:UInt8} OR has({units:Array(UInt64)}, unit)) «slice»
                            GROUP BY identity
                        )
