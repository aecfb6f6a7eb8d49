"""
Pulls: leads that are read from a platform, beside those that it pushes.

A lead that is pulled becomes the letter that its push would have become, under the same key, so one that comes both
ways is one. Each pull reads half an hour again, because leads turn up late; how far it came is kept with the letters,
in one transaction.
"""
