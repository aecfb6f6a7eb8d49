"""The refusals of questions."""

from huoshui.bedrock.errors import Conflict, Missing, TooLarge, TooMany, Unfit


class QueryTooLarge(TooLarge):
    """The question needs more {what} than one question may use ({most}); ask about fewer days, people or groups."""


class QueryTooSlow(TooLarge):
    """The question was stopped after {seconds} seconds; ask about fewer days, people or groups."""


class QueryCancelled(Conflict):
    """The question was cancelled."""


class TooManyQuestions(TooMany):
    """{running} questions are being worked out and {waiting} wait. Try again in {retry_after} seconds."""


class NoSuchQuestion(Missing):
    """No question of yours is running under “{id}”."""


class NoSuchCell(Unfit):
    """This question has no cell {cell}: {why}."""


class TooManyBuckets(Unfit):
    """The period has {count} {granularity}s and {most} is the most; take a shorter period or greater steps."""
