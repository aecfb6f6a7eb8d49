"""
How good the people are whom a public channel brings: who of them is there, who is silent, who is probably no person.

It only ever tells: nobody is deleted, blocked or left out of anything by it.
"""
