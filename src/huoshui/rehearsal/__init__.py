"""
A market with planted truths that drives the system through its public doors only.

`planted` and `brand` say what is so; `people` and `identifiers` who there is. A day of `life` flows through the public
`sea`, over the `hooks`, into the `pool`, and now and then to `deals` and `members`; what happens is written into a
`scene`'s diary as columns of numbers. `phrases`, `words` and `speak` turn columns into messages, `mishaps` let some of
them go wrong, `market` packs them into requests, `play` brings them to the doors, and `truth` keeps what was really so.

`wecom`, `wechat` and `platforms` stand beside it: platforms of our own, for whoever speaks with the real ones. `shore`
lets the same people turn up on several of them.
"""
