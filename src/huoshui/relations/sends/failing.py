"""Which failures of a question to the platform pass, so that it may be asked again."""

from typing import Final

from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.failures import Declined, Failure, SecretDeclined, TooFast, Unreachable, Unsendable

_OURS: Final = frozenset(
    {Code.BUSY, Code.VERSION_CONFLICT, Code.TOO_MANY_AT_ONCE, Code.SEND_DISPATCHING, Code.MOMENT_JOBS_TOO_MANY,
     Code.MOMENT_DISPATCHING, Code.IP_NOT_TRUSTED, Code.NO_PERMISSION, Code.NO_CONTACT_RIGHT}
)  # fmt: skip
"""What is declined whatever was asked: somebody mends it, and then it is asked again."""


def passes(failure: Failure) -> bool:
    """This will tell whether the same question may be answered later: nothing was made, and it is not at fault."""
    if isinstance(failure, TooFast | SecretDeclined | Unreachable):
        return True
    return isinstance(failure, Declined) and not isinstance(failure, Unsendable) and failure.code in _OURS
