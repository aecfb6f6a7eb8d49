"""
The eight questions that analysts ask of events: each module is one kind, from its words to its SQL to its answer.

A kind first writes one line per person (`questions.lines`), which answers both the figures and "who is that?".
"""
