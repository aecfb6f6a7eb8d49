"""
Store codes 门店码: one printed code for all stores, and the nearest store's own people behind it.

A phone opens `/m/{slug}`, finds its store by distance, by region or by name, and gets that store's live code or group
code. Where nobody is on shift its backup stands in, and headquarters' code behind that: never nobody
(`rules.leading`). Stores are the org tree's units; what they are outside of it (address, hours, coordinates) is here.
"""
