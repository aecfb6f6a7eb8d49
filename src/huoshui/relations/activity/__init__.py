"""
Activity 员工数据: what WeCom counts of each staff member and day, beside what we count of the same.

WeCom's figures are pulled every morning, when those of the day before are there, and again for thirty days back, for it
corrects them. They are kept as they were told and are never mixed with ours: where the two differ, the screen says why
that may be.
"""
