"""
Mass sends: what the brand asks its staff to send, to customers or to groups, and what became of it.

Nothing here sends by itself. The platform shows each staff member a task, and what they confirm goes out; so a report
has two figures that are never one: how many staff confirmed, and how many customers it reached.
"""
