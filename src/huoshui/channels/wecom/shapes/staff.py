"""Staff: the directory, transfers, what they did, acquisition links, and who looks at a page."""

import msgspec


class Member(msgspec.Struct):
    """A member of staff; of the rest of their directory entry apps are told nothing since 2022."""

    userid: str = ""
    name: str = ""
    department: list[int] = []
    status: int = 0


class AppEntry(msgspec.Struct):
    """An app as its corp set it up; ``close`` is 1 where it was switched off."""

    agentid: int = 0
    name: str = ""
    close: int = 0


class Members(msgspec.Struct):
    """Staff of a department."""

    userlist: list[Member] = []


class Department(msgspec.Struct):
    """A department; a list of ids alone has no names."""

    id: int = 0
    parentid: int = 0
    name: str = ""
    order: int = 0


class Departments(msgspec.Struct):
    """Departments."""

    department: list[Department] = []
    department_id: list[Department] = []


class InDepartment(msgspec.Struct):
    """One staff member in one department."""

    userid: str = ""
    department: int = 0


class StaffIds(msgspec.Struct):
    """A page of who is in which department."""

    dept_user: list[InDepartment] = []
    next_cursor: str = ""


class Visitor(msgspec.Struct):
    """Who opened a page inside WeCom: staff by ``userid``, a customer by ``external_userid`` or ``openid``."""

    userid: str = ""
    external_userid: str = ""
    openid: str = ""
    user_ticket: str = ""


class Ticket(msgspec.Struct):
    """What pages are signed with."""

    ticket: str = ""
    expires_in: int = 0


class Transfer(msgspec.Struct):
    """Whether the transfer of one contact began: ``errcode`` 0; it is done a day later."""

    external_userid: str = ""
    errcode: int = 0


class Transfers(msgspec.Struct):
    """What became of a request to transfer contacts, one by one."""

    customer: list[Transfer] = []


class TransferState(msgspec.Struct):
    """How far a transfer is; ``status`` 1: done, 2: waiting, 3: refused by the customer, 4: taker full, 5: none."""

    external_userid: str = ""
    status: int = 0
    takeover_time: int = 0


class TransferStates(msgspec.Struct):
    """A page of them."""

    customer: list[TransferState] = []
    next_cursor: str = ""


class Unassigned(msgspec.Struct):
    """A contact whose staff member left."""

    handover_userid: str = ""
    external_userid: str = ""
    dimission_time: int = 0


class UnassignedPage(msgspec.Struct):
    """A page of them."""

    info: list[Unassigned] = []
    is_last: bool = False
    next_cursor: str = ""


class GroupNotTransferred(msgspec.Struct):
    """A group that was not transferred, and why."""

    chat_id: str = ""
    errcode: int = 0


class GroupTransfers(msgspec.Struct):
    """The groups that were not transferred; the others were."""

    failed_chat_list: list[GroupNotTransferred] = []


class Behavior(msgspec.Struct):
    """
    What staff did on one day (its first second), all who were asked for together.

    Without any chat there is neither ``reply_percentage`` nor ``avg_reply_time`` (minutes).
    """

    stat_time: int = 0
    chat_cnt: int = 0
    message_cnt: int = 0
    reply_percentage: float | None = None
    avg_reply_time: int | None = None
    negative_feedback_cnt: int = 0
    new_apply_cnt: int = 0
    new_contact_cnt: int = 0


class Behaviors(msgspec.Struct):
    """Day by day."""

    behavior_data: list[Behavior] = []


class GroupFigures(msgspec.Struct):
    """What happened in groups: counts, some of them of the period and some of its last day."""

    new_chat_cnt: int = 0
    chat_total: int = 0
    chat_has_msg: int = 0
    new_member_cnt: int = 0
    member_total: int = 0
    member_has_msg: int = 0
    msg_total: int = 0


class GroupsOfOwner(msgspec.Struct):
    """The figures of one owner's groups, or of one day."""

    owner: str = ""
    stat_time: int = 0
    data: GroupFigures = msgspec.field(default_factory=GroupFigures)


class GroupStatistics(msgspec.Struct):
    """Owner by owner, or day by day."""

    items: list[GroupsOfOwner] = []
    total: int = 0
    next_offset: int = 0


class LinkIds(msgspec.Struct):
    """A page of acquisition links."""

    link_id_list: list[str] = []
    next_cursor: str = ""


class AcquisitionLink(msgspec.Struct):
    """An acquisition link."""

    link_id: str = ""
    link_name: str = ""
    url: str = ""
    create_time: int = 0
    skip_verify: bool = True


class LinkRange(msgspec.Struct):
    """Whom a link adds."""

    user_list: list[str] = []
    department_list: list[int] = []


class OneLink(msgspec.Struct):
    """An acquisition link that was asked for or made."""

    link: AcquisitionLink = msgspec.field(default_factory=AcquisitionLink)
    range: LinkRange = msgspec.field(default_factory=LinkRange)


class LinkCustomer(msgspec.Struct):
    """Who came by a link; ``chat_status`` is 0 until they speak."""

    external_userid: str = ""
    userid: str = ""
    chat_status: int = 0
    state: str = ""


class LinkCustomers(msgspec.Struct):
    """A page of them."""

    customer_list: list[LinkCustomer] = []
    next_cursor: str = ""


class LinkFigures(msgspec.Struct):
    """How often a link was opened and customers were added by it."""

    click_link_customer_cnt: int = 0
    new_customer_cnt: int = 0


class QuotaPart(msgspec.Struct):
    """A part of the quota that ends at one time."""

    expire_date: int = 0
    balance: int = 0


class LinkTalk(msgspec.Struct):
    """How often somebody wrote after they came by a link."""

    recv_msg_cnt: int = 0
    link_id: str = ""
    state: str = ""


class LinkChat(msgspec.Struct):
    """Who talks to whom, and how far they are."""

    userid: str = ""
    external_userid: str = ""
    chat_info: LinkTalk = msgspec.field(default_factory=LinkTalk)


class LinkQuota(msgspec.Struct):
    """How many customers links may still add."""

    total: int = 0
    balance: int = 0
    quota_list: list[QuotaPart] = []
