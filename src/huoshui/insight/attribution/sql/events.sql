                        SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person, some
                        FROM
                        (
                            SELECT identity, groupArray((toUnixTimestamp64Milli(occurred_at), toInt32(0), toInt64(0))) AS some
                            FROM events
                            WHERE identity != 0 AND name IN {converting:Array(String)}
                              AND occurred_at >= fromUnixTimestamp64Milli({since:Int64} - {window_ms:Int64}, 'UTC')
                              AND occurred_at < fromUnixTimestamp64Milli({until:Int64}, 'UTC') «slice»
                            GROUP BY identity
                        )
