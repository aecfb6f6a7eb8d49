"""
SOP calendars SOP日历: which steps staff take with a new friend, a buyer or a group, on which day and in which hours.

A plan has versions; whoever is enrolled goes to the end by the version they began with. Each step makes one task.
"""
