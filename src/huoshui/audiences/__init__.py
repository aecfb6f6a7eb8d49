"""
Who, right now: people, picked by what we know of them and by what they did.

A segment is a typed tree of conditions (`contract.language`). It has one meaning and two evaluators: `warehouse` writes
it as ClickHouse SQL for everybody, `rules.memory` works it out for one person and says why; a property test holds them
equal. Segments that have a name are kept in PostgreSQL with their history and may be used in others.

`intimacy` scores how close each person is, says why, and keeps their trust stage; segments may ask for both.
"""
