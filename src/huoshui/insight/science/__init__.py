"""
The arithmetic of insight: what a customer is worth, which channel gets credit, whether a test showed anything.

Pure functions on arrays; no engine, no clock, no file. `value` (purchases and money to come), `attribution`
(descriptive credit), `experiments`, and single questions: `rfm`, `retention`, `follower_quality`.
"""
