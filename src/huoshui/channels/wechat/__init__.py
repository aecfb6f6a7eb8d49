"""
WeChat 微信公众号 and 小程序: what they tell us, and what we may ask of them.

`envelopes` and `callbacks` read what is said, in XML or in JSON, `translator` says it in events, and `channel` proves
who speaks: plain, compatible or sealed. The other way `limits` is the table of what may be asked, `calling` asks with
a stable token, and `client` gives each question its name. Signatures, schedules, tokens and failures are those of
`channels.wecom`: both platforms are of one family.
"""
