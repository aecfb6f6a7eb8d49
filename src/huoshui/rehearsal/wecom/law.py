"""
What WeCom documents of sizes and frequencies, as its server would hold them.

Written from the documentation and not from `channels.wecom.limits`, so that one can catch the other being wrong.
"""

from dataclasses import dataclass
from typing import Any, Final, TypeVar

_T = TypeVar("_T")

Row = tuple[str, str, int, int]
"""Field, how it is measured, the most, and the code that says it is more."""

_STATE: Final = ("state", "chars", 30, 40058)
_REMARK: Final = ("remark", "chars", 30, 40058)
_TEXT: Final = ("text.content", "bytes", 4000, 40058)
_NINE: Final = ("attachments", "items", 9, 41064)
_OWNERS: Final = ("owner_filter.userid_list", "items", 100, 40058)


def _page(most: int) -> Row:
    return ("limit", "number", most, 40058)


LAW: Final[dict[str, tuple[Row, ...]]] = {
    "add_contact_way": (_STATE, _REMARK, ("user", "items", 100, 41041), ("party", "items", 100, 41041),
                        ("expires_in", "number", 1_209_600, 40058)),
    "update_contact_way": (_STATE, _REMARK, ("user", "items", 100, 41041)),
    "list_contact_way": (_page(1000),),
    "send_welcome_msg": (_TEXT, _NINE),
    "batch/get_by_user": (("userid_list", "items", 100, 40058), _page(100)),
    "remark": (("remark", "chars", 20, 40058), ("description", "chars", 150, 40058),
               ("remark_company", "chars", 20, 40058)),
    "add_corp_tag": (("group_name", "chars", 30, 40058), ("tag[].name", "chars", 30, 40058)),
    "edit_corp_tag": (("name", "chars", 30, 40058),),
    "groupchat/list": (_OWNERS, _page(1000)),
    "groupchat/add_join_way": (_STATE, ("room_base_name", "chars", 40, 40058), ("chat_id_list", "items", 5, 41091)),
    "groupchat/update_join_way": (_STATE, ("room_base_name", "chars", 40, 40058), ("chat_id_list", "items", 5, 41091)),
    "groupchat/statistic": (_OWNERS,),
    "add_msg_template": (_TEXT, _NINE, ("external_userid", "items", 10_000, 40058),
                         ("chat_id_list", "items", 2000, 40058)),
    "get_groupmsg_list_v2": (_page(100),),
    "get_groupmsg_task": (_page(1000),),
    "get_groupmsg_send_result": (_page(1000),),
    "group_welcome_template/add": (("text.content", "bytes", 3000, 40058),),
    "group_welcome_template/edit": (("text.content", "bytes", 3000, 40058),),
    "add_moment_task": (_TEXT, ("text.content", "chars", 2000, 40058), _NINE),
    "get_moment_list": (_page(20),),
    "transfer_customer": (("external_userid", "items", 100, 40058), ("transfer_success_msg", "chars", 200, 40058)),
    "resigned/transfer_customer": (("external_userid", "items", 100, 40058),),
    "get_unassigned_list": (("page_size", "number", 1000, 40058),),
    "groupchat/transfer": (("chat_id_list", "items", 100, 40058),),
    "groupchat/onjob_transfer": (("chat_id_list", "items", 100, 40058),),
    "get_user_behavior_data": (("userid", "items", 100, 40058), ("partyid", "items", 100, 40058)),
    "customer_acquisition/list_link": (_page(100),),
    "customer_acquisition/customer": (_page(1000),),
}  # fmt: skip
"""By path below ``/cgi-bin/externalcontact/``."""

HOURLY: Final = {
    "get_jsapi_ticket": 400,
    "ticket/get": 100,
    "idconvert/unionid_to_external_userid": 100_000,
}
"""What may be asked less often in an hour than everything else."""

MESSAGES_A_MINUTE: Final = 30
"""To one member of staff; what is above is dropped without a word."""

SHOWN_MOST: Final = 100
WELCOME_SECONDS: Final = 20
MEDIA_SECONDS: Final = 3 * 86_400
TOKEN_SECONDS: Final = 7200
OAUTH_SECONDS: Final = 300
JOB_SECONDS: Final = 86_400
CHAT_KEY_SECONDS: Final = 1800
FIGURES_DAYS: Final = 30
PENDING_SECONDS: Final = 90 * 86_400
TRANSFER_SECONDS: Final = 86_400
TRANSFER_PERIOD: Final = 90 * 86_400
TRANSFERS_IN_PERIOD: Final = 2
FRIENDS_MOST: Final = 20_000
GROUP_MOST: Final = 500
TAGS_MOST: Final = 3000
GROUP_WELCOMES_MOST: Final = 100
REMINDERS_A_DAY: Final = 3
MONTH: Final = 31 * 86_400


@dataclass(slots=True)
class Traffic:
    """How much may be asked; a test that wants to be refused makes the numbers small."""

    per_minute: int = 10_000
    per_hour: int = 150_000
    at_once: int = 60
    """Not documented: WeCom only says when it was too much (45033)."""
    codes: int = 500_000
    wrong_secrets: int = 10


class No(Exception):
    """The server refuses with a code."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


def need(holds: object, code: int) -> None:
    """This will refuse with a code unless something holds."""
    if not holds:
        raise No(code)


def found(value: _T | None, code: int) -> _T:
    """This will give what was looked for, or refuse with a code where there is none."""
    if value is None:
        raise No(code)
    return value


def hold(path: str, body: dict[str, Any]) -> None:
    """This will refuse what is larger than the documentation allows, and objects in which nothing is."""
    need(not _has_empty_object(body), 40063)
    for field, measure, most, code in LAW.get(path.removeprefix("externalcontact/"), ()):
        for value in _at(body, field.split(".")):
            need(_size(value, measure) <= most, code)


def _size(value: Any, measure: str) -> int:  # noqa: ANN401 JSON
    if measure == "number":
        return int(value)
    return len(value.encode()) if measure == "bytes" else len(value)


def _at(value: Any, names: list[str]) -> list[Any]:  # noqa: ANN401 JSON
    if not names:
        return [value]
    name, *rest = names
    inner = value.get(name.removesuffix("[]")) if isinstance(value, dict) else None
    if inner is None:
        return []
    return [found for one in (inner if name.endswith("[]") else [inner]) for found in _at(one, rest)]


def _has_empty_object(value: Any) -> bool:  # noqa: ANN401 JSON
    if isinstance(value, dict):
        return any(inner == {} or _has_empty_object(inner) for inner in value.values())
    return isinstance(value, list) and any(inner == {} or _has_empty_object(inner) for inner in value)
