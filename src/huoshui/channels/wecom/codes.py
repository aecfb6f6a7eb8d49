"""WeCom's error codes that somebody does something about; the others are passed on by number.

https://developer.work.weixin.qq.com/document/path/90313
"""

from enum import IntEnum
from typing import Final


class Code(IntEnum):
    """What ``errcode`` says; ``errmsg`` is for people and never decides anything."""

    BUSY = -1
    DONE = 0
    VERSION_CONFLICT = 6000
    SECRET_WRONG = 40001
    STAFF_INVALID = 40003
    MEDIA_GONE = 40007
    CORP_INVALID = 40013
    TOKEN_INVALID = 40014
    OAUTH_CODE_INVALID = 40029
    APP_INVALID = 40056
    PARAMETER_INVALID = 40058
    PARAMETER_EMPTY = 40063
    TAG_INVALID = 40068
    TAG_NAME_TAKEN = 40071
    CONTACT_NOT_OURS = 40096
    HANDOVER_NOT_LEFT = 40097
    TAKER_FULL = 40099
    IN_TRANSFER = 40100
    TAGS_FULL = 40126
    TRANSFERRED_TOO_OFTEN = 40128
    TRANSFER_RUNNING = 40129
    TRANSFER_TO_SELF = 40130
    NOT_THE_FOLLOWER = 40131
    STAFF_BANNED = 40143
    TOKEN_MISSING = 41001
    CODE_STAFF_TOO_MANY = 41041
    CODE_INVALID = 41044
    CODES_FULL = 41045
    NOBODY_TO_SEND_TO = 41048
    WELCOME_TOO_LATE = 41050
    WELCOME_TAKEN = 41051
    ARCHIVE_NOT_AGREED = 41053
    STAFF_NOT_ACTIVE = 41054
    GROUP_WELCOMES_FULL = 41055
    NO_WECHAT_DEVELOPER = 41057
    MOMENT_NOT_OURS = 41061
    MOMENT_NOT_PUBLISHED = 41062
    SEND_DISPATCHING = 41063
    ATTACHMENTS_TOO_MANY = 41064
    ATTACHMENT_MISPLACED = 41072
    MOMENT_JOBS_TOO_MANY = 41078
    MOMENT_DISPATCHING = 41079
    GROUPS_TOO_MANY = 41091
    SEND_CANCELED = 41093
    REMINDED_TOO_OFTEN = 41094
    WELCOME_BEING_SENT = 41096
    OAUTH_CODE_EXPIRED = 42003
    TOKEN_EXPIRED = 42001
    TOO_FAST = 45009
    TOO_MANY_AT_ONCE = 45033
    NO_PERMISSION = 48002
    OUT_OF_RANGE = 60011
    IP_NOT_TRUSTED = 60020
    STAFF_OUT_OF_RANGE = 60021
    STAFF_UNKNOWN = 60111
    RECEIVERS_INVALID = 81013
    TOO_MANY_ITEMS = 81017
    NO_RELATION = 84061
    NO_CONTACT_RIGHT = 84074
    NOT_FOLLOWER = 84084
    NOT_A_CUSTOMER_GROUP = 90501
    GROUP_IN_TRANSFER = 90507
    GROUP_TRANSFERRED = 90508
    APP_NOT_OURS = 301002
    PERIOD_INVALID = 600018
    UNIONID_INVALID = 610014
    SUBJECTS_DIFFER = 610017
    OPEN_PLATFORMS_DIFFER = 610018


TOKEN_REFUSED: Final = frozenset({Code.SECRET_WRONG, Code.TOKEN_INVALID, Code.TOKEN_EXPIRED})
"""A new token may help, once."""

PASSING: Final = frozenset(
    {Code.BUSY, Code.VERSION_CONFLICT, Code.SEND_DISPATCHING, Code.WELCOME_BEING_SENT, Code.TOO_MANY_AT_ONCE}
)
"""Nothing was done, and the same question may be answered a little later."""


def name_of(code: int) -> str:
    """This will name a code for logs and people, e.g. ``welcome taken``; its number where it has no name here."""
    try:
        return Code(code).name.lower().replace("_", " ")
    except ValueError:
        return str(code)
