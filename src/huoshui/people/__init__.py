"""
What we know of a person, and what they allow.

Traits, tags, consents, contacts and affiliations are rows of the *identity* they came with; a person is a view over the
rows of all their identities, so that splitting what was merged restores both. `subscribers` learns from happenings,
`rules` decides what the rows say, `operations` changes and erases, `queries` answers, and `people` is the summary of
each person that lists, scopes and the mirror in ClickHouse read.
"""
