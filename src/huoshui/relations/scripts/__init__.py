"""
Scripts 话术: what staff say well, kept where everybody finds it, with variables that fill themselves in.

A script is everybody's, or one's own. Every version stays; who used which version, when and for whom, are facts.
"""
