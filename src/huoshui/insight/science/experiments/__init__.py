"""
Did it work: what a randomized comparison shows, and what it cannot.

`arms` (what was measured), `comparison` (differences with intervals, fixed and always valid), `cuped`, `planning`,
`checks` (sample ratio, many tests), `uplift` (for whom it worked).
"""
