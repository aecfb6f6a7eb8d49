"""
Group codes 群活码: one printed code, and behind it the next group when one is full.

The platform lets one code lead to five groups; ours leads to the first five of its plan that have room, and to those
that the platform opened by itself. A full one is shown only when there is no other, and that is an alarm.
"""
