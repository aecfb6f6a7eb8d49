"""
House linters: one file per rule, its docstring is the reason, its message is the fix.

`python -m tools.house` runs them all over `src/huoshui`. A finding fails the build; a note asks for a second look and
does not. ruff, mypy and import-linter come first: a rule stands here only where none of them can hold it.
"""
