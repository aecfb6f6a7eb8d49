"""
Intimacy and trust: how close a person is to us, 0 to 100, why, what it is worth, and what would bring them closer.

Behaviors are `contract.signals` in five parts; `rules.scoring` adds them up for one person and explains it, `sql/` does
the same sums for everybody, and a test holds the two equal. `rules.fitting` learns the weights from what people did in
the thirty days that followed and is only put in force when it is no worse on people that it has not seen. Scores and
trust stages are written by a job, a whole set at a time.
"""
