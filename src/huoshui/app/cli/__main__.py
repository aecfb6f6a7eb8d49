"""`python -m huoshui.app.cli`, for when the script is not on the path."""

from huoshui.app.cli import main

main()
