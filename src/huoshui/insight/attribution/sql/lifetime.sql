                        SELECT person, [(first_at, toInt32(0), worth)] AS some
                        FROM
                        (
                            SELECT person, min(at) AS first_at, sum(fen) AS worth
                            FROM
                            (
                                SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person, at, fen
                                FROM
                                (
                                    SELECT identity, min(toUnixTimestamp64Milli(counted_at)) AS at, sum(net_fen) AS fen
                                    FROM order_facts FINAL
                                    WHERE identity != 0 AND NOT withdrawn AND bought
                                      AND counted_at < fromUnixTimestamp64Milli({until:Int64}, 'UTC')
                                      AND (NOT {scoped:UInt8} OR has({units:Array(UInt64)}, unit)) «slice»
                                    GROUP BY identity
                                )
                                UNION ALL
                                SELECT dictGetOrDefault('person_of', 'person', identity, identity), {never:Int64}, fen
                                FROM
                                (
                                    SELECT person AS identity, toInt64(round(sum(value_fen))) AS fen
                                    FROM value_predictions FINAL
                                    WHERE run = {run:UInt64} «slice»
                                    GROUP BY identity
                                )
                            )
                            GROUP BY person
                        )
                        WHERE first_at != {never:Int64}
