"""
Where questions are asked: the one table of their kinds, answers with what they cost, the people behind a figure.

`answers` keeps what was worked out as long as the data is the same, and knows what is running, so that it can be ended.
"""
