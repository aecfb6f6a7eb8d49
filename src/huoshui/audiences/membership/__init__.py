"""
Membership in seconds: who is in a watched segment is kept, and every entry and exit is a logged fact with its cause.

Transactions note what they changed (an event batch, a person's facts, an order, whose an identity is). In short rounds
`operations.keeping` takes the notes, works out in memory for those people only (`rules`) whether they are in each
watched segment, and writes what changed to the log, whose last word on each person is the state. Times at which an
answer changes by itself are kept and looked at when they come. ClickHouse works a segment out for everybody when its
watch begins or its definition changes, and again from time to time: the sweep finds what the rounds missed.
"""
