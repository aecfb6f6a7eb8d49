"""
Connectors: our accounts on the platforms.

An `Account` is one app of one corp (a shop, a public account): its credentials, its callback address
``/in/{channel}/{name}``, its tokens, and whether all of that works. Callbacks are kept as *letters* before they are
acknowledged, and then read in order: what happened to a person becomes an event, and the stages downstream are told
each fact (`operations.readers`). What stages ask a platform, they ask through `speaking`.
"""
