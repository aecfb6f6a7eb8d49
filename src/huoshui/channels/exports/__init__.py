"""
File exports: the tables that operators download from each platform, read as our events.

A file is opened as one or more tables (`reading`), its header row is found and its platform recognized
(`recognition`), the platform's mapping (`mapping`, shipped as JSON in ``mappings/``) is bound to the columns that are
really there (`fields`), and a block of data rows at a time (`rows`, `columns`) becomes orders (`orders`, `items`,
`persons`) or customers, contacts, events and content figures (`records`), read by `parsing` in two passes. No row is
lost: each ends in a record, in a problem, or in a counted skip.
"""
