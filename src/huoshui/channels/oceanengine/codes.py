"""What 巨量引擎's return codes mean to whoever asks; README.md says which of them were read in a document."""

from enum import IntEnum
from typing import Final


class Code(IntEnum):
    """The codes that matter."""

    DONE = 0
    PARAMETER_INVALID = 40001
    NO_PERMISSION = 40002
    TOO_FAST = 40100
    ACCESS_EXPIRED = 40102
    REFRESH_EXPIRED = 40103
    ACCESS_MISSING = 40104
    ACCESS_INVALID = 40105
    REFRESH_INVALID = 40107
    SECRET_WRONG = 40108
    TOO_FAST_FOR_ACCOUNT = 40110
    CODE_USED = 40115
    SYSTEM = 50000


TOKEN_REFUSED: Final = frozenset({Code.ACCESS_EXPIRED, Code.ACCESS_MISSING, Code.ACCESS_INVALID})
"""After which a fresh access token helps."""
GRANT_ENDED: Final = frozenset({Code.REFRESH_EXPIRED, Code.REFRESH_INVALID})
"""After which only somebody who authorizes anew helps."""
TOO_FAST: Final = frozenset({Code.TOO_FAST, Code.TOO_FAST_FOR_ACCOUNT})
_SYSTEM: Final = range(50_000, 60_000)


def passing(code: int) -> bool:
    """This will tell whether asking again may help: the platform itself stumbled."""
    return code in _SYSTEM


def name_of(code: int) -> str:
    """This will name a code in words, for logs and for people."""
    try:
        return Code(code).name.lower().replace("_", " ")
    except ValueError:
        return "declined"
