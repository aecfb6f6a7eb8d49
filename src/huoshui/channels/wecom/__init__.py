"""
WeCom 企业微信: what it tells us, and what we may ask of it.

`signing` proves who speaks, `envelopes` and `callbacks` read what is said, `translator` says it in events, and
`channel` does the three in a row for a door. The other way `limits` is the one table of what may be asked, `tokens`
and `scheduler` say when, `calling` asks and asks again, and `client` gives each question its name and its shape.
"""
