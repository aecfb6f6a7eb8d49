"""
What may come of a question to WeCom beside an answer.

These are no refusals of ours: the stage that asked knows what it means for whoever asked the stage.
"""

from huoshui.channels.wecom.codes import name_of


class Failure(Exception):
    """WeCom did not do what was asked."""


class Unsendable(Failure):
    """WeCom would have refused this for a limit it documents, so it was not sent."""

    def __init__(self, endpoint: str, *, why: str) -> None:
        super().__init__(f"{endpoint}: {why}")
        self.endpoint = endpoint
        self.why = why


class Declined(Failure):
    """WeCom said no; ``code`` is its number, `codes.Code` names those that matter, ``named`` those of its family."""

    def __init__(self, endpoint: str, *, code: int, said: str = "", named: str = "") -> None:
        super().__init__(f"{endpoint}: {named or name_of(code)} ({code})")
        self.endpoint = endpoint
        self.code = code
        self.said = said
        """WeCom's own sentence, for the people who look into it."""


class SecretDeclined(Declined):
    """The corp's secret is wrong: nothing works until somebody mends it, and asking on would lock us out."""


class TooFast(Declined):
    """More was asked than WeCom allows; ``retry_after`` seconds from now it will answer again."""

    def __init__(self, endpoint: str, *, code: int, retry_after: float, named: str = "") -> None:
        super().__init__(endpoint, code=code, named=named)
        self.retry_after = retry_after


class Unreachable(Failure):
    """WeCom cannot be reached, or answers with no answer; nothing was changed that asking again would not change."""

    def __init__(self, endpoint: str, *, why: str) -> None:
        super().__init__(f"{endpoint}: {why}")
        self.endpoint = endpoint


class OutcomeUnknown(Unreachable):
    """It was sent and the answer was lost: look whether it was done before asking for the same once more."""


class Unintelligible(Failure):
    """The answer is not of the documented shape."""

    def __init__(self, endpoint: str, *, why: str) -> None:
        super().__init__(f"{endpoint}: {why}")
        self.endpoint = endpoint
