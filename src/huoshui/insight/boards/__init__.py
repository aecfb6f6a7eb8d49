"""
What is asked again and again: questions that have a name, and boards that put their answers side by side.

Everybody of the brand sees the same questions and boards; what a card shows is worked out for whoever looks at it.
"""
