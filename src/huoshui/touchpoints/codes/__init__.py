"""
Live codes 活码: one printed code for ever, and whoever is on duty behind it.

A code's address is ours (`/p/{slug}`), what it shows is the platform's contact way, and a contact way that is lost is
made again without a new print. Who stands behind it is a pure function of the plan, the time and today's adds
(`rules.on_duty`); `showing` keeps the platform in step with it. Whoever adds staff by the code is greeted, tagged,
remarked on and told to the river by steps that know nothing of each other (`greeting`).
"""
