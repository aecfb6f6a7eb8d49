"""
A WeChat of our own to try ours on: one official account or mini-program, whoever follows it, and what it enforces.

`account` is who follows and what they allowed, `acts` the hands of everybody in it, `law` what WeChat documents,
`server` answers questions over HTTP, and `teller` brings callbacks: plain, compatible or sealed, in XML or JSON.
"""
