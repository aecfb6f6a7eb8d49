"""The refusals of intimacy."""

from huoshui.bedrock.errors import Conflict, Missing, TooLarge


class NoSuchFit(Missing):
    """There is no fit with the version {version}; the newest is {newest}."""


class NoSuchIntimacyRun(Missing):
    """There is no run with the number {run}."""


class FitInForce(Conflict):
    """The fit {version} is in force already."""


class RunWaiting(Conflict):
    """A run that will do the same is on its way: {run}."""


class TooManyDeeds(TooLarge):
    """More than {most} events lie between people and the staff member “{staff}”; ask for one person at a time."""
