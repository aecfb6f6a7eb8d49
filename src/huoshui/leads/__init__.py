"""
Leads: who left their number, on a public platform, a page or a form.

Each “Lead Submitted” of the river is kept as it was received, once: which platform and account brought it, from which
advertisement, what the form asked. Whose it is is asked when it is read, so a merge or a split moves it. What became of
it (new, contacted, valid, invalid) is marked by people, with a history. Whom it goes to is not decided here.
"""
