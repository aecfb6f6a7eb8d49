"""
The public platforms' doors: how each signs what it brings, how it is answered, and what it says in our words.

One `contract.Door` for each platform; `registry.DOORS` has them all. README.md links what each was read from, and says
which of it nobody has seen at work yet.
"""
