"""
Who gets credit for what was sold: journeys of touches to own orders, credited by every model side by side.

All of it is descriptive; what a channel caused stands beside it where an experiment held it out.
"""
