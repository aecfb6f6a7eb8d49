"""
Who gets credit for a conversion: *descriptive credit*, never proof of effect.

`paths` (journeys as arrays), `rules` (first, last, linear, position, time decay), `markov` (removal effects),
`shapley`, `all_models`, and `bands` of chance. What a channel caused is told by a holdout (`experiments`) only.
"""
