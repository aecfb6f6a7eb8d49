"""
The doctor: is everything well, and if not, what to do next.

`machine` looks at this computer and the data directory, with or without a server; `engines` asks the open platform,
through the API route of `api`. Every finding that is not well says what to do.
"""
