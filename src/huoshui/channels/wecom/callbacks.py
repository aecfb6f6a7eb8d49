"""
What callbacks say, typed: one fact for each event.

https://developer.work.weixin.qq.com/document/path/92130 (contacts, groups, tags), README.md (the others).

Nothing stops the reading: a field that is missing is empty, and what we do not know is an `Unknown` with all it said.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from huoshui.channels.wecom.envelopes import Envelope, Fields, number, text

BY_TRANSFER: Final = "DELETE_BY_TRANSFER"


@dataclass(frozen=True, slots=True)
class ContactAdded:
    """
    A customer and a staff member are in contact; ``half``: the customer may write, staff has not confirmed yet.

    ``welcome_code`` is empty where a welcome was set in WeCom's own console, and serves for twenty seconds, once.
    """

    staff_id: str
    external_userid: str
    state: str = ""
    welcome_code: str = ""
    half: bool = False


@dataclass(frozen=True, slots=True)
class ContactEdited:
    """Staff changed the remark, a phone or the tags of a contact; which of them is not said."""

    staff_id: str
    external_userid: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class StaffDeletedContact:
    """The contact is no longer the staff member's; ``transferred``: it went to another one and is no loss."""

    staff_id: str
    external_userid: str
    transferred: bool = False


@dataclass(frozen=True, slots=True)
class ContactDeletedStaff:
    """The customer deleted or blocked the staff member, who still sees the contact."""

    staff_id: str
    external_userid: str


@dataclass(frozen=True, slots=True)
class TransferFailed:
    """A transfer came to nothing: ``customer_refused`` or ``customer_limit_exceed``."""

    staff_id: str
    external_userid: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ArchiveAgreed:
    """The customer agreed that the chat is archived."""

    staff_id: str
    external_userid: str
    welcome_code: str = ""


@dataclass(frozen=True, slots=True)
class GroupOpened:
    """A group of customers came to be."""

    group_id: str


@dataclass(frozen=True, slots=True)
class GroupDismissed:
    """A group of customers was dissolved."""

    group_id: str


@dataclass(frozen=True, slots=True)
class GroupChanged:
    """
    A group changed: ``add_member``, ``del_member``, ``change_owner``, ``change_name`` or ``change_notice``.

    ``members`` are those who came or went, staff among them, and may be missing though ``count`` says how many. When
    ``version_before`` is not the version that is known, something was missed: read the group again.
    """

    group_id: str
    detail: str
    members: tuple[str, ...] = ()
    count: int = 0
    join_scene: str = ""
    quit_scene: str = ""
    version_before: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class TagChanged:
    """A corp tag, or a ``group`` of them: ``create``, ``update``, ``delete``, or ``shuffle`` of the order."""

    change: str
    id: str
    group: bool = False
    strategy_id: str = ""


@dataclass(frozen=True, slots=True)
class DirectoryChanged:
    """
    Staff (``create_user`` …), a department (``create_party`` …) or a staff tag (``update_tag``) changed.

    ``new_id`` is set where a staff member's id itself was changed.
    """

    change: str
    id: str
    new_id: str = ""
    name: str = ""
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AcquisitionChanged:
    """
    Something about an acquisition link or its balance, as ``change`` has it; its fields' names are unverified.

    ``chat_key`` says for half an hour who wrote (`client.acquisition.Acquisition.chat`).
    """

    change: str
    link_id: str = ""
    state: str = ""
    chat_key: str = ""


@dataclass(frozen=True, slots=True)
class SupportWaits:
    """WeChat customer service has something new; what it is must be fetched with the token."""

    account_id: str
    token: str


@dataclass(frozen=True, slots=True)
class JobFinished:
    """A job that we gave WeCom is done."""

    job_id: str
    kind: str
    error: int = 0


@dataclass(frozen=True, slots=True)
class AppUsed:
    """A staff member opened, joined, left or pressed something in the app."""

    action: str
    staff_id: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that we do not know, or that lacks the ids it is about; the envelope has all it said."""

    event: str
    change: str


Fact = (
    ContactAdded | ContactEdited | StaffDeletedContact | ContactDeletedStaff | TransferFailed | ArchiveAgreed
    | GroupOpened | GroupDismissed | GroupChanged | TagChanged | DirectoryChanged | AcquisitionChanged | SupportWaits
    | JobFinished | AppUsed | Unknown
)  # fmt: skip


def fact_of(envelope: Envelope) -> Fact:
    """This will say what a callback says."""
    reading = _READINGS.get((envelope.event, envelope.change)) or _READINGS.get((envelope.event, ""))
    return (reading and reading(envelope)) or Unknown(envelope.event, envelope.change)


_Reading = Callable[[Envelope], Fact | None]


def _contact(build: Callable[[str, str, Fields], Fact]) -> _Reading:
    """What is about a staff member and a contact, and nothing without either."""

    def reading(envelope: Envelope) -> Fact | None:
        fields = envelope.fields
        staff, external = text(fields, "UserID"), text(fields, "ExternalUserID")
        return build(staff, external, fields) if staff and external else None

    return reading


def _named(name: str, build: Callable[[str, Fields], Fact]) -> _Reading:
    """What is about one thing that ``name`` names."""

    def reading(envelope: Envelope) -> Fact | None:
        about = text(envelope.fields, name)
        return build(about, envelope.fields) if about else None

    return reading


def _added(staff: str, external: str, fields: Fields) -> Fact:
    half = text(fields, "ChangeType") == "add_half_external_contact"
    return ContactAdded(staff, external, text(fields, "State"), text(fields, "WelcomeCode"), half)


def _deleted(staff: str, external: str, fields: Fields) -> Fact:
    return StaffDeletedContact(staff, external, transferred=text(fields, "Source") == BY_TRANSFER)


def _group(group: str, fields: Fields) -> Fact:
    listed = fields.get("MemChangeList")
    items = listed.get("Item", []) if isinstance(listed, dict) else []
    members = tuple(one for one in (items if isinstance(items, list) else [items]) if isinstance(one, str) and one)
    return GroupChanged(
        group_id=group,
        detail=text(fields, "UpdateDetail"),
        members=members,
        count=number(fields, "MemChangeCnt") or len(members),
        join_scene=text(fields, "JoinScene"),
        quit_scene=text(fields, "QuitScene"),
        version_before=text(fields, "LastMemVer"),
        version=text(fields, "CurMemVer"),
    )


def _tag(tag: str, fields: Fields) -> Fact:
    group = text(fields, "TagType") == "tag_group"
    return TagChanged(text(fields, "ChangeType"), tag, group=group, strategy_id=text(fields, "StrategyId"))


def _directory(about: str, fields: Fields) -> Fact:
    departments = tuple(filter(None, text(fields, "Department").split(",")))
    return DirectoryChanged(
        text(fields, "ChangeType"), about, text(fields, "NewUserID"), text(fields, "Name"), departments
    )


def _acquisition(envelope: Envelope) -> Fact:
    said = envelope.fields
    return AcquisitionChanged(envelope.change, text(said, "LinkId"), text(said, "State"), text(said, "ChatKey"))


def _job(envelope: Envelope) -> Fact | None:
    said = envelope.fields.get("BatchJob")
    job = said if isinstance(said, dict) else {}
    number_of = text(job, "JobId")
    return JobFinished(number_of, text(job, "JobType"), number(job, "ErrCode")) if number_of else None


def _used(staff: str, fields: Fields) -> Fact:
    return AppUsed(text(fields, "Event"), staff, text(fields, "EventKey"))


_READINGS: Final[Mapping[tuple[str, str], _Reading]] = {
    ("change_external_contact", "add_external_contact"): _contact(_added),
    ("change_external_contact", "add_half_external_contact"): _contact(_added),
    ("change_external_contact", "edit_external_contact"): _contact(
        lambda staff, external, fields: ContactEdited(staff, external, text(fields, "State"))
    ),
    ("change_external_contact", "del_external_contact"): _contact(_deleted),
    ("change_external_contact", "del_follow_user"): _contact(
        lambda staff, external, _: ContactDeletedStaff(staff, external)
    ),
    ("change_external_contact", "transfer_fail"): _contact(
        lambda staff, external, fields: TransferFailed(staff, external, text(fields, "FailReason"))
    ),
    ("change_external_contact", "msg_audit_approved"): _contact(
        lambda staff, external, fields: ArchiveAgreed(staff, external, text(fields, "WelcomeCode"))
    ),
    ("change_external_chat", "create"): _named("ChatId", lambda group, _: GroupOpened(group)),
    ("change_external_chat", "dismiss"): _named("ChatId", lambda group, _: GroupDismissed(group)),
    ("change_external_chat", "update"): _named("ChatId", _group),
    **{("change_external_tag", change): _named("Id", _tag) for change in ("create", "update", "delete", "shuffle")},
    **{("change_contact", f"{verb}_user"): _named("UserID", _directory) for verb in ("create", "update", "delete")},
    **{("change_contact", f"{verb}_party"): _named("Id", _directory) for verb in ("create", "update", "delete")},
    ("change_contact", "update_tag"): _named("TagId", _directory),
    ("customer_acquisition", ""): _acquisition,
    ("kf_msg_or_event", ""): _named("Token", lambda token, fields: SupportWaits(text(fields, "OpenKfId"), token)),
    ("batch_job_result", ""): _job,
    **{
        (event, ""): _named("FromUserName", _used)
        for event in ("enter_agent", "subscribe", "unsubscribe", "click", "view")
    },
}
