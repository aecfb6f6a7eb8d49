"""
The shapes of WeCom's answers and of what is sent in parts, by area; README.md links the page of every field.

Every field has an empty value for when it is missing. A number that names a kind (``add_way``, ``type``) stays a
number: WeCom adds new ones. Moments are in seconds since 1970-01-01 UTC.
"""
