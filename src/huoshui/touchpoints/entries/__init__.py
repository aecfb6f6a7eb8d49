"""
Entries 小程序入口: by what a page of a mini-program opens from outside it, a URL Link or a URL Scheme.

The platform gives one for thirty days at most. Each page that a short link leads to has one of its own that all clicks
share: it is made once, renewed ten days before it ends, and never made for a click. While the platform fails the last
one stays.
"""
