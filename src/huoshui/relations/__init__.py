"""
Relations: the private pool.

A person, an identity and a *follow relation* are three things: one human may be followed by several of our staff, each
with their own remark, tags, state and history. This stage keeps those relations and the groups, exactly as their
histories say; loss is three different facts, and a transfer is none of them. What callbacks lost, the daily comparison
with the platform repairs, and says so.
"""
