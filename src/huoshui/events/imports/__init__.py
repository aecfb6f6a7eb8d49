"""
Files become events: an upload is kept enciphered, read in a process of its own, and told to intake slice by slice.

A dry run counts and writes nothing else. A commit is idempotent: every record has a key, the ledger (`ledger`) knows in
which states it came, and intake stores each message once. An import can be undone as if it had never been.
"""
