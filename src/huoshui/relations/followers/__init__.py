"""
Followers of official accounts and users of mini-programs: a relation of its own, beside those with staff.

`rules` say what a history comes to, what a subscription has left and whether somebody may be answered; `operations`
keep that; `comparing` repairs what callbacks lost; `sending` writes to one person, never without their leave.
"""
