"""WeChat's error codes that somebody does something about; the others are passed on by number.

https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html
"""

from enum import IntEnum
from typing import Final


class Code(IntEnum):
    """What ``errcode`` says; ``errmsg`` is for people and never decides anything."""

    BUSY = -1
    DONE = 0
    CREDENTIAL_INVALID = 40001
    ENTRIES_FORBIDDEN = 40002
    OPENID_INVALID = 40003
    APPID_INVALID = 40013
    TOKEN_INVALID = 40014
    CODE_INVALID = 40029
    TEMPLATE_INVALID = 40037
    OPENID_LIST_INVALID = 40132
    CODE_USED = 40163
    ADDRESS_NOT_TRUSTED = 40164
    PAGE_INVALID = 40165
    SECRET_WRONG = 40125
    QUERY_INVALID = 40212
    USER_BLOCKED = 40226
    TOKEN_MISSING = 41001
    PATH_INVALID = 41030
    TOKEN_EXPIRED = 42001
    NOT_FOLLOWING = 43004
    SUBSCRIPTION_REFUSED = 43101
    SENT_TOO_OFTEN = 43117
    ENTRIES_TOO_FAST = 44990
    QUOTA_USED = 45009
    TOO_FAST = 45011
    WINDOW_CLOSED = 45015
    MESSAGES_USED = 45047
    CODES_FULL = 45029
    PARAMETERS_INVALID = 47003
    FUNCTION_UNAUTHORIZED = 48001
    CREATION_FORBIDDEN = 50002
    NOT_PUBLISHED = 85079
    LIFETIME_INVALID = 85401


TOKEN_REFUSED: Final = frozenset({Code.CREDENTIAL_INVALID, Code.TOKEN_INVALID, Code.TOKEN_EXPIRED})
"""A new token may help, once."""

PASSING: Final = frozenset({Code.BUSY})
"""Nothing was done, and the same question may be answered a little later."""

OURS: Final = frozenset(
    {Code.CREDENTIAL_INVALID, Code.SECRET_WRONG, Code.APPID_INVALID, Code.ADDRESS_NOT_TRUSTED, Code.QUOTA_USED,
     Code.FUNCTION_UNAUTHORIZED}
)  # fmt: skip
"""What WeChat declines because of the account, whatever was asked."""


def name_of(code: int) -> str:
    """This will name a code for logs and people, e.g. ``window closed``; its number where it has no name here."""
    try:
        return Code(code).name.lower().replace("_", " ")
    except ValueError:
        return str(code)
