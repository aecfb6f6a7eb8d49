"""
Groups of customers beyond who is in them: how busy each is, what we call it, and how its new members are welcomed.

Tags on groups are ours: WeCom has none. A welcome is WeCom's template; which group uses it is for the group's owner,
who chooses it in WeCom, and the platform does not tell.
"""
