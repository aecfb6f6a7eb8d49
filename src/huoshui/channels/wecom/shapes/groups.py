"""Groups of customers, the codes by which they are joined, and their welcomes."""

import msgspec


class GroupId(msgspec.Struct):
    """A group; ``status`` 0: well, 1: its owner left, 2: being inherited, 3: inherited."""

    chat_id: str = ""
    status: int = 0


class GroupIds(msgspec.Struct):
    """A page of groups."""

    group_chat_list: list[GroupId] = []
    next_cursor: str = ""


class Staff(msgspec.Struct):
    """A member of staff, by id."""

    userid: str = ""


class Member(msgspec.Struct):
    """
    Who is in a group; ``type`` 1: staff, 2: a customer.

    ``join_scene`` 1: invited, 2: by a link, 3: by a code, whose ``state`` is then said.
    """

    userid: str = ""
    type: int = 0
    unionid: str = ""
    join_time: int = 0
    join_scene: int = 0
    invitor: Staff = msgspec.field(default_factory=Staff)
    group_nickname: str = ""
    name: str = ""
    state: str = ""


class Group(msgspec.Struct):
    """A group of customers."""

    chat_id: str = ""
    name: str = ""
    owner: str = ""
    create_time: int = 0
    notice: str = ""
    member_list: list[Member] = []
    admin_list: list[Staff] = []
    member_version: str = ""


class OneGroup(msgspec.Struct):
    """A group that was asked for."""

    group_chat: Group = msgspec.field(default_factory=Group)


class JoinWay(msgspec.Struct):
    """A code by which groups are joined; ``scene`` 1: in a mini-program, 2: a QR code."""

    config_id: str = ""
    scene: int = 0
    remark: str = ""
    auto_create_room: int = 1
    room_base_name: str = ""
    room_base_id: int = 0
    chat_id_list: list[str] = []
    qr_code: str = ""
    state: str = ""


class NewJoinWay(msgspec.Struct):
    """What a new code is known by."""

    config_id: str = ""


class OneJoinWay(msgspec.Struct):
    """A code that was asked for."""

    join_way: JoinWay = msgspec.field(default_factory=JoinWay)


class ChatId(msgspec.Struct):
    """The group that a mini-program was opened in."""

    chat_id: str = ""


class NewTemplate(msgspec.Struct):
    """What a group's welcome is known by."""

    template_id: str = ""
