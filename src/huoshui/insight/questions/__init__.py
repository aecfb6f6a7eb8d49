"""
What all questions of insight have in common, whoever answers them.

`contract` has the parts of a question (period, zone, people, breakdown) and of an answer; `periods` turns days of a
zone into integers; `asking` is one question on its way through ClickHouse: its parameters, limits, and what it has
cost; `lines` writes the part of the SQL that is the same for all: which events, of which people, in which groups.
"""
