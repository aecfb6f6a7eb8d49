"""
巨量引擎's Marketing API: the leads that are pulled, and which advertisement an add of WeCom staff came from.

`client.Ads` asks in the name of one grant; what is told by callbacks stands in `channels.doors`. README.md says what
was read where, and what nobody has seen at work yet.
"""
