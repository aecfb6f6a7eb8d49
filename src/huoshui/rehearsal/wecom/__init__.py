"""
A WeCom of our own: what the real one documents, on a port of this machine.

`corp` is what there is, `acts` what staff and customers do, `answers` what an app may ask and `law` what it may not;
`server` speaks HTTP, and `teller` sends the callbacks, some of them late, twice, in another order, or never. Nothing
here is taken from the client's own table: where one of the two is wrong, they fall out.
"""
