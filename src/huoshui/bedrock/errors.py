"""
Refusals: the failures that we anticipate.

    Refusal
    ├── Missing     404   it is not here
    ├── Forbidden   403   you may not            (Unauthenticated 401: we do not know you)
    ├── Conflict    409   it stands against what is here
    ├── Unfit       422   it cannot be what you mean
    ├── TooLarge    413   it is more than we take in one piece
    ├── TooMany     429   not so fast            carries Retry-After
    └── Busy        503   not now                carries Retry-After

The class name is the code that clients switch on; the docstring is the message, its facts in braces.
"""

import inspect
from typing import ClassVar


class Refusal(Exception):
    """The request was refused."""

    status: ClassVar[int] = 400
    retry_after: int | None = None

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        template = " ".join(inspect.cleandoc(type(self).__doc__ or "").split())
        super().__init__(template.format(**facts))
        retry = facts.get("retry_after")
        if isinstance(retry, int):
            self.retry_after = retry

    @property
    def code(self) -> str:
        """The stable name that clients switch on, e.g. ``NoSuchPerson``."""
        return type(self).__name__

    @property
    def message(self) -> str:
        """One sentence with the facts filled in."""
        return str(self)


class Missing(Refusal):
    """It is not here."""

    status = 404


class Unauthenticated(Refusal):
    """We do not know who is asking. Log in, or send a token or a write key."""

    status = 401


class Forbidden(Refusal):
    """You may not do this."""

    status = 403


class Conflict(Refusal):
    """It stands against what is already here."""

    status = 409


class Unfit(Refusal):
    """The request cannot be what you mean."""

    status = 422


class TooLarge(Refusal):
    """It is more than we take in one piece."""

    status = 413


class TooMany(Refusal):
    """Too many requests. Try again in {retry_after} seconds."""

    status = 429


class Busy(Refusal):
    """The server cannot take this now and has kept nothing of it. Try again in {retry_after} seconds."""

    status = 503
