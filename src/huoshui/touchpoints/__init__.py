"""
Touchpoints: the hooks that a brand hangs out where people are.

A short link is printed once and lives for ever: where it leads may change behind it, by the application that it is
opened in, by weight, by time. Every click is on disk before its answer leaves, and becomes an event of whoever clicked;
robots and previews are kept with their reason and never use anything up.

`entries` are by what the mini-programs open that links lead to. `codes` are live codes, for staff and for groups, and
what is done for whoever comes by one; `landing` is the page that a phone shows before. Both live at `/p/{slug}`.
"""
