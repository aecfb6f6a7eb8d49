"""
The side bar 侧边栏: our page beside a chat in WeCom, which opens in any browser too.

The page's own data come from the doors of people, relations and scripts. Here is only what WeCom's JavaScript asks for
before it speaks with a page: signatures that say that the page is ours.
"""
