"""
The flow map: pools that people stand in, and how they move between them.

A person stands in one pool at a time, the furthest that they have reached and not left; so what a pool holds at the end
is what it held at the beginning, and what came in, less what went out.
"""
