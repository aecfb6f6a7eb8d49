"""What is sent: attachments, mass sends and moments that staff confirm, messages to staff, media."""

from typing import Any

import msgspec


class Attachment(msgspec.Struct, tag_field="msgtype"):
    """One thing beside the words of a message."""

    def said(self) -> dict[str, Any]:
        """This will say it as WeCom has it: its kind, and under that name the rest."""
        kind = str(self.__struct_config__.tag)
        said = msgspec.to_builtins(self)
        return {"msgtype": kind, kind: {name: value for name, value in said.items() if value and name != "msgtype"}}


class Image(Attachment, tag="image"):
    """A picture: uploaded, or at an address that ``uploadimg`` gave."""

    media_id: str = ""
    pic_url: str = ""


class Link(Attachment, tag="link"):
    """A page."""

    title: str
    url: str
    picurl: str = ""
    desc: str = ""
    media_id: str = ""
    """Its picture in a moment."""


class MiniProgram(Attachment, tag="miniprogram"):
    """A page of a mini-program."""

    title: str
    pic_media_id: str
    appid: str
    page: str


class Video(Attachment, tag="video"):
    """A film."""

    media_id: str


class File(Attachment, tag="file"):
    """A file."""

    media_id: str


class NewSend(msgspec.Struct):
    """A mass send that staff may now confirm, and those to whom it cannot go."""

    fail_list: list[str] = []
    msgid: str = ""


class Words(msgspec.Struct):
    """What a mass send says."""

    content: str = ""


class Send(msgspec.Struct):
    """A mass send; ``create_type`` 0: the corp's, 1: a staff member's own, which alone have a ``creator``."""

    msgid: str = ""
    text: Words = msgspec.field(default_factory=Words)
    creator: str = ""
    create_time: int = 0
    create_type: int = 0


class Sends(msgspec.Struct):
    """A page of mass sends, those of staff and of other apps among them."""

    group_msg_list: list[Send] = []
    next_cursor: str = ""


class SendTask(msgspec.Struct):
    """What a staff member did with a mass send; ``status`` 0: nothing yet, 2: confirmed."""

    userid: str = ""
    status: int = 0
    send_time: int = 0


class SendTasks(msgspec.Struct):
    """A page of them."""

    task_list: list[SendTask] = []
    next_cursor: str = ""


class SendResult(msgspec.Struct):
    """What became of a mass send for one customer or group; ``status`` 0: not sent, 1: sent, 2: no friend, 3: quota."""

    external_userid: str = ""
    chat_id: str = ""
    userid: str = ""
    status: int = 0
    send_time: int = 0


class SendResults(msgspec.Struct):
    """A page of them."""

    send_list: list[SendResult] = []
    next_cursor: str = ""


class JobId(msgspec.Struct):
    """A job of WeCom's, which it knows for a day."""

    jobid: str = ""


class NotSenders(msgspec.Struct):
    """Whom a moment was to be published by and is not."""

    user_list: list[str] = []
    department_list: list[int] = []


class MomentMade(msgspec.Struct):
    """What a moment's job made; a code other than 0 says that it made nothing."""

    errcode: int = 0
    moment_id: str = ""
    invalid_sender_list: NotSenders = msgspec.field(default_factory=NotSenders)


class MomentJob(msgspec.Struct):
    """How far a moment's job is; ``status`` 1: begun, 2: under way, 3: done."""

    status: int = 0
    type: str = ""
    result: MomentMade = msgspec.field(default_factory=MomentMade)


class Pictured(msgspec.Struct):
    """A picture or a film of a moment, under an id of WeCom's own."""

    media_id: str = ""


class Linked(msgspec.Struct):
    """The page of a moment."""

    title: str = ""
    url: str = ""


class Moment(msgspec.Struct):
    """A moment; ``create_type`` 0: the corp's, 1: a staff member's own."""

    moment_id: str = ""
    creator: str = ""
    create_time: int = 0
    create_type: int = 0
    visible_type: int = 0
    text: Words = msgspec.field(default_factory=Words)
    image: list[Pictured] = []
    video: Pictured = msgspec.field(default_factory=Pictured)
    link: Linked = msgspec.field(default_factory=Linked)


class Moments(msgspec.Struct):
    """A page of moments; deleted ones are not among them."""

    moment_list: list[Moment] = []
    next_cursor: str = ""


class MomentTask(msgspec.Struct):
    """Whether a staff member published a moment: ``publish_status`` 0: not yet, 1: yes."""

    userid: str = ""
    publish_status: int = 0


class MomentTasks(msgspec.Struct):
    """A page of them."""

    task_list: list[MomentTask] = []
    next_cursor: str = ""


class MomentCustomer(msgspec.Struct):
    """A customer who may see a moment, or got it."""

    userid: str = ""
    external_userid: str = ""


class MomentCustomers(msgspec.Struct):
    """A page of them."""

    customer_list: list[MomentCustomer] = []
    next_cursor: str = ""


class MomentAct(msgspec.Struct):
    """Who commented on or liked a moment: a customer, or staff."""

    external_userid: str = ""
    userid: str = ""
    create_time: int = 0


class MomentActs(msgspec.Struct):
    """What was done with a moment."""

    comment_list: list[MomentAct] = []
    like_list: list[MomentAct] = []


class MessageSent(msgspec.Struct):
    """A message to staff, and whom it did not reach: names between ``|``."""

    msgid: str = ""
    invaliduser: str = ""
    invalidparty: str = ""
    invalidtag: str = ""
    unlicenseduser: str = ""


class Media(msgspec.Struct):
    """A file of ours at WeCom, which keeps it for three days."""

    type: str = ""
    media_id: str = ""
    created_at: int = 0


class Picture(msgspec.Struct):
    """A picture of ours at WeCom, which keeps it."""

    url: str = ""
