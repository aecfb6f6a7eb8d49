"""Contacts, who follows them, and live codes."""

import msgspec


class Nothing(msgspec.Struct):
    """An answer that says no more than that it was done."""


class TagOfContact(msgspec.Struct):
    """A tag on a contact; ``type`` 1: the corp's, 2: the staff member's own, which has no id, 3: a rule group's."""

    group_name: str = ""
    tag_name: str = ""
    tag_id: str = ""
    type: int = 0


class WechatChannels(msgspec.Struct):
    """The 视频号 by which a contact came."""

    nickname: str = ""
    source: int = 0


class Follow(msgspec.Struct):
    """
    What one staff member has with one contact: remark, tags, and how it began.

    ``tags`` have names where one contact is asked for, ``tag_id`` stands alone where many are. ``add_way`` is listed at
    https://developer.work.weixin.qq.com/document/path/92114.
    """

    userid: str = ""
    remark: str = ""
    description: str = ""
    createtime: int = 0
    tags: list[TagOfContact] = []
    tag_id: list[str] = []
    remark_corp_name: str = ""
    remark_mobiles: list[str] = []
    add_way: int = 0
    state: str = ""
    oper_userid: str = ""
    wechat_channels: WechatChannels = msgspec.field(default_factory=WechatChannels)


class Contact(msgspec.Struct):
    """A customer as WeCom knows them; ``type`` 1: a WeChat user, 2: another corp's member."""

    external_userid: str = ""
    name: str = ""
    avatar: str = ""
    type: int = 0
    gender: int = 0
    unionid: str = ""
    position: str = ""
    corp_name: str = ""
    corp_full_name: str = ""


class ContactPage(msgspec.Struct):
    """One contact with the staff who follow them, of whom a page holds 500."""

    external_contact: Contact = msgspec.field(default_factory=Contact)
    follow_user: list[Follow] = []
    next_cursor: str = ""


class Followed(msgspec.Struct):
    """One contact as one staff member has it."""

    external_contact: Contact = msgspec.field(default_factory=Contact)
    follow_info: Follow = msgspec.field(default_factory=Follow)


class FailInfo(msgspec.Struct):
    """Staff of a batch whom WeCom cannot answer for (no license)."""

    unlicensed_userid_list: list[str] = []


class FollowedPage(msgspec.Struct):
    """A page of the contacts of some staff."""

    external_contact_list: list[Followed] = []
    next_cursor: str = ""
    fail_info: FailInfo = msgspec.field(default_factory=FailInfo)


class ContactIds(msgspec.Struct):
    """The ids of a staff member's contacts."""

    external_userid: list[str] = []


class FollowStaff(msgspec.Struct):
    """The staff who may have contacts."""

    follow_user: list[str] = []


class Bridge(msgspec.Struct):
    """Whom a unionid is: a contact, or a pending id by which a later contact is known (for 90 days)."""

    external_userid: str = ""
    pending_id: str = ""


class Pending(msgspec.Struct):
    """A contact and the pending id that they had before."""

    external_userid: str = ""
    pending_id: str = ""


class PendingIds(msgspec.Struct):
    """The pending ids of some contacts."""

    result: list[Pending] = []


class ContactWay(msgspec.Struct):
    """A live code; ``type`` 1: of one staff member, 2: of several; ``scene`` 1: in a mini-program, 2: a QR code."""

    config_id: str = ""
    type: int = 0
    scene: int = 0
    style: int = 0
    remark: str = ""
    skip_verify: bool = True
    state: str = ""
    qr_code: str = ""
    user: list[str] = []
    party: list[int] = []
    is_temp: bool = False
    expires_in: int = 0
    chat_expires_in: int = 0
    unionid: str = ""
    is_exclusive: bool = False


class NewContactWay(msgspec.Struct):
    """What a new live code is known by; there is no picture of one for a mini-program."""

    config_id: str = ""
    qr_code: str = ""


class OneContactWay(msgspec.Struct):
    """A live code that was asked for."""

    contact_way: ContactWay = msgspec.field(default_factory=ContactWay)


class ConfigId(msgspec.Struct):
    """A live code's only name."""

    config_id: str = ""


class ContactWays(msgspec.Struct):
    """A page of live codes."""

    contact_way: list[ConfigId] = []
    next_cursor: str = ""
