"""
The one table of what WeCom may be asked: how often, how much at once, and what may be asked again.

The facts are those of https://developer.work.weixin.qq.com/document/path/90454 (frequencies) and of each endpoint's
page, which README.md links. Where WeCom's pages disagree with each other the smaller number stands here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from huoshui.channels.wecom.checks import Body, Check, characters, items, listed, octets, period, some, whole
from huoshui.channels.wecom.failures import Unsendable


class Again(StrEnum):
    """What a question may suffer when its answer was lost on the way."""

    READ = "read"
    """It changes nothing."""
    SET = "set"
    """It says how things shall be; said twice they are no different."""
    MAKE = "make"
    """It makes something, and asked twice makes two: an answer lost is an outcome unknown."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many calls in so many seconds."""

    calls: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One thing that can be asked. ``rates`` are per corp; `BASIC` holds for every endpoint beside them."""

    path: str
    again: Again
    checks: tuple[Check, ...] = ()
    rates: tuple[Rate, ...] = ()
    method: str = "POST"
    parallel: int = 20

    def check(self, body: Body) -> None:
        """
        This will hold a request against what WeCom documents.

        :raises Unsendable: with the first limit that it breaks
        """
        for check in self.checks:
            if why := check(body):
                raise Unsendable(self.path, why=why)


BASIC: Final = (Rate(10_000, 60), Rate(150_000, 3600))
"""Of one corp for one endpoint."""

BASIC_OF_ADDRESS: Final = (Rate(20_000, 60), Rate(600_000, 3600))
"""Of one IP address for all corps and endpoints together."""

PENALTIES: Final = (60, 3600)
"""Seconds for which WeCom shuts out who was too fast: by the minute, then by the hour."""

_DAY = 86_400
_MESSAGE = (octets("text.content", 4000), items("attachments", 9), some("text.content", "attachments"))
_TEMPORARY = (whole("expires_in", 1, 14 * _DAY), whole("chat_expires_in", 1, 14 * _DAY))
_CODE = (characters("remark", 30), characters("state", 30), items("user", 100), items("party", 100), *_TEMPORARY)
_JOIN = (
    characters("remark", 30), characters("state", 30), characters("room_base_name", 40), items("chat_id_list", 5, 1),
)  # fmt: skip
_TRANSFER = (items("external_userid", 100, 1), characters("transfer_success_msg", 200))
_OF_GROUPS = (items("owner_filter.userid_list", 100), period("day_begin_time", "day_end_time", 30))


def _pictures_or_one(body: Body) -> str | None:
    """A moment has up to nine pictures, or one video, or one link."""
    kinds = [str(one.get("msgtype")) for one in body.get("attachments", ()) if isinstance(one, Mapping)]
    fits = len(kinds) <= 1 or set(kinds) == {"image"}
    return None if fits else f"attachments are {', '.join(kinds)}: pictures, or one video, or one link"


_MOMENT = (
    octets("text.content", 4000), characters("text.content", 2000), items("attachments", 9), _pictures_or_one,
    some("text.content", "attachments"),
)  # fmt: skip
_GROUP_WELCOME = (octets("text.content", 3000),)
_PAGE_100, _PAGE_1000 = (whole("limit", 1, 100),), (whole("limit", 1, 1000),)
_LINK = (items("range.user_list", 100),)


def _alone(body: Body) -> str | None:
    """A contact way of type 1 is one staff member's."""
    alone = body.get("type") != 1 or (len(body.get("user", ())) == 1 and not body.get("party"))
    return None if alone else "type 1 needs one user and no party"


_CONTACT = "externalcontact/"
_READ, _SET, _MAKE = Again.READ, Again.SET, Again.MAKE

ENDPOINTS: Final = {
    one.path: one
    for one in (
        # tokens, tickets, who a page's visitor is
        Endpoint("gettoken", _READ, method="GET"),
        Endpoint("get_jsapi_ticket", _READ, rates=(Rate(400, 3600),), method="GET"),
        Endpoint("ticket/get", _READ, rates=(Rate(100, 3600),), method="GET"),
        Endpoint("auth/getuserinfo", _READ, method="GET"),
        Endpoint("agent/get", _READ, method="GET"),
        # the directory
        Endpoint("department/list", _READ, method="GET"),
        Endpoint("department/simplelist", _READ, method="GET"),
        Endpoint("user/get", _READ, method="GET"),
        Endpoint("user/simplelist", _READ, method="GET"),
        Endpoint("user/list", _READ, method="GET"),
        Endpoint("user/list_id", _READ, (whole("limit", 1, 10_000),)),
        Endpoint(_CONTACT + "get_follow_user_list", _READ, method="GET"),
        # live codes
        Endpoint(_CONTACT + "add_contact_way", _MAKE, (*_CODE, some("user", "party"), _alone)),
        Endpoint(_CONTACT + "get_contact_way", _READ),
        Endpoint(_CONTACT + "list_contact_way", _READ, _PAGE_1000),
        Endpoint(_CONTACT + "update_contact_way", _SET, _CODE),
        Endpoint(_CONTACT + "del_contact_way", _SET),
        Endpoint(_CONTACT + "close_temp_chat", _SET),
        # contacts
        Endpoint(_CONTACT + "send_welcome_msg", _SET, _MESSAGE),
        Endpoint(_CONTACT + "list", _READ, method="GET", parallel=8),
        Endpoint(_CONTACT + "get", _READ, method="GET"),
        Endpoint(_CONTACT + "batch/get_by_user", _READ, (items("userid_list", 100, 1), *_PAGE_100), parallel=8),
        Endpoint(
            _CONTACT + "remark",
            _SET,
            (
                characters("remark", 20),
                characters("description", 150),
                characters("remark_company", 20),
                some("remark", "description", "remark_company", "remark_mobiles", "remark_pic_mediaid"),
            ),
        ),
        Endpoint(_CONTACT + "unionid_to_external_userid", _READ),
        Endpoint(
            "idconvert/unionid_to_external_userid",
            _READ,
            rates=(Rate(100_000, 3600), Rate(480_000, _DAY), Rate(7_500_000, 30 * _DAY)),
        ),
        Endpoint("idconvert/batch/external_userid_to_pending_id", _READ, (items("external_userid", 100, 1),)),
        # tags
        Endpoint(_CONTACT + "get_corp_tag_list", _READ),
        Endpoint(
            _CONTACT + "add_corp_tag",
            _MAKE,
            (
                some("group_id", "group_name"),
                characters("group_name", 30),
                items("tag", 3000, 1),
                characters("tag[].name", 30, 1),
            ),
        ),
        Endpoint(_CONTACT + "edit_corp_tag", _SET, (characters("name", 30), some("name", "order"))),
        Endpoint(_CONTACT + "del_corp_tag", _SET, (some("tag_id", "group_id"),)),
        Endpoint(_CONTACT + "mark_tag", _SET, (some("add_tag", "remove_tag"),)),
        # groups
        Endpoint(_CONTACT + "groupchat/list", _READ, (items("owner_filter.userid_list", 100), *_PAGE_1000)),
        Endpoint(_CONTACT + "groupchat/get", _READ),
        Endpoint(_CONTACT + "groupchat/add_join_way", _MAKE, _JOIN),
        Endpoint(_CONTACT + "groupchat/get_join_way", _READ),
        Endpoint(_CONTACT + "groupchat/update_join_way", _SET, _JOIN),
        Endpoint(_CONTACT + "groupchat/del_join_way", _SET),
        Endpoint(_CONTACT + "opengid_to_chatid", _READ),
        Endpoint(_CONTACT + "groupchat/statistic", _READ, (*_OF_GROUPS, *_PAGE_1000)),
        Endpoint(_CONTACT + "groupchat/statistic_group_by_day", _READ, _OF_GROUPS),
        Endpoint(_CONTACT + "group_welcome_template/add", _MAKE, _GROUP_WELCOME),
        Endpoint(_CONTACT + "group_welcome_template/edit", _SET, _GROUP_WELCOME),
        Endpoint(_CONTACT + "group_welcome_template/get", _READ),
        Endpoint(_CONTACT + "group_welcome_template/del", _SET),
        # mass sends
        Endpoint(
            _CONTACT + "add_msg_template",
            _MAKE,
            (
                items("external_userid", 10_000),
                items("chat_id_list", 2000),
                items("tag_filter.group_list", 100),
                items("tag_filter.group_list[].tag_list", 100),
                *_MESSAGE,
            ),
        ),
        Endpoint(_CONTACT + "get_groupmsg_list_v2", _READ, (period("start_time", "end_time", 31), *_PAGE_100)),
        Endpoint(_CONTACT + "get_groupmsg_task", _READ, _PAGE_1000),
        Endpoint(_CONTACT + "get_groupmsg_send_result", _READ, _PAGE_1000),
        Endpoint(_CONTACT + "remind_groupmsg_send", _MAKE),
        Endpoint(_CONTACT + "cancel_groupmsg_send", _SET),
        # moments
        Endpoint(
            _CONTACT + "add_moment_task",
            _MAKE,
            (*_MOMENT, items("visible_range.sender_list.user_list", 100_000)),
        ),
        Endpoint(_CONTACT + "get_moment_task_result", _READ, method="GET"),
        Endpoint(_CONTACT + "get_moment_list", _READ, (period("start_time", "end_time", 30), whole("limit", 1, 20))),
        Endpoint(_CONTACT + "get_moment_task", _READ, _PAGE_1000),
        Endpoint(_CONTACT + "get_moment_customer_list", _READ, _PAGE_1000),
        Endpoint(_CONTACT + "get_moment_send_result", _READ, _PAGE_1000),
        Endpoint(_CONTACT + "get_moment_comments", _READ),
        Endpoint(_CONTACT + "cancel_moment_task", _SET),
        # transfers
        Endpoint(_CONTACT + "transfer_customer", _MAKE, _TRANSFER),
        Endpoint(_CONTACT + "transfer_result", _READ),
        Endpoint(_CONTACT + "get_unassigned_list", _READ, (whole("page_size", 1, 1000),)),
        Endpoint(_CONTACT + "resigned/transfer_customer", _MAKE, _TRANSFER),
        Endpoint(_CONTACT + "resigned/transfer_result", _READ),
        Endpoint(_CONTACT + "groupchat/transfer", _MAKE, (items("chat_id_list", 100, 1),)),
        Endpoint(_CONTACT + "groupchat/onjob_transfer", _MAKE, (items("chat_id_list", 100, 1),)),
        # what staff did
        Endpoint(
            _CONTACT + "get_user_behavior_data",
            _READ,
            (
                items("userid", 100),
                items("partyid", 100),
                some("userid", "partyid"),
                period("start_time", "end_time", 30),
            ),
        ),
        # acquisition links
        Endpoint(_CONTACT + "customer_acquisition/list_link", _READ, _PAGE_100),
        Endpoint(_CONTACT + "customer_acquisition/get", _READ),
        Endpoint(_CONTACT + "customer_acquisition/create_link", _MAKE, _LINK),
        Endpoint(_CONTACT + "customer_acquisition/update_link", _SET, _LINK),
        Endpoint(_CONTACT + "customer_acquisition/delete_link", _SET),
        Endpoint(_CONTACT + "customer_acquisition/customer", _READ, _PAGE_1000),
        Endpoint(_CONTACT + "customer_acquisition/statistic", _READ, (period("start_time", "end_time", 30),)),
        Endpoint(_CONTACT + "customer_acquisition/get_chat_info", _READ, (some("chat_key"),)),
        Endpoint(_CONTACT + "customer_acquisition_quota", _READ, method="GET"),
        # messages to staff, media
        Endpoint(
            "message/send",
            _SET,  # it always carries WeCom's own check for repeated messages
            (
                listed("touser", 1000),
                listed("toparty", 100),
                listed("totag", 100),
                some("touser", "toparty", "totag"),
                whole("duplicate_check_interval", 1, 4 * 3600),
            ),
        ),
        Endpoint("message/recall", _SET),
        Endpoint("media/upload", _READ),  # what nobody refers to is gone after three days
        Endpoint("media/uploadimg", _READ, rates=(Rate(100, _DAY),)),
        Endpoint("media/upload_attachment", _READ),
    )
}
"""Every endpoint by its path below ``/cgi-bin/``."""
