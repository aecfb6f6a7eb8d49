"""
Moments 朋友圈: what the brand wrote and its staff publish, who did, who could see it, and who liked it.

Nothing here publishes by itself. One job makes a task for every staff member; who publishes it is their own decision,
so how many published and how many customers could see it are two figures that are never one.
"""
