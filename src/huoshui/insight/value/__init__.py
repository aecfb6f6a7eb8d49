"""
What people are worth: observed, as long as each was followed; expected, by a model that is told against held-out days;
and against what channels cost.
"""
