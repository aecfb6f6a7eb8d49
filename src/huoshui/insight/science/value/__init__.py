"""
What customers are still going to buy, and what that is worth.

`summaries` (a customer in three numbers), `bgnbd` and `paretonbd` (purchases with drop-out), `nbd` (without),
`purchasing` (fit, and say when no drop-out is visible), `gamma_gamma` (spend), `holdout` (how good it was).
"""
