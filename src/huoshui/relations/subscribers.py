"""What callbacks say of the private pool, taken into histories; what they do not say is noted to be read."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clock import milliseconds
from huoshui.channels.wecom.callbacks import (
    ContactAdded,
    ContactDeletedStaff,
    ContactEdited,
    DirectoryChanged,
    GroupChanged,
    GroupDismissed,
    GroupOpened,
    StaffDeletedContact,
    TagChanged,
    TransferFailed,
)
from huoshui.connectors.contract import Account, Letter
from huoshui.relations import operations
from huoshui.relations.contract import Kind, Move
from huoshui.relations.operations import Draft, Want, groups, wants
from huoshui.relations.operations.groups import Moved
from huoshui.relations.rules.following import Fact
from huoshui.relations.rules.grouping import Step

_OfContact = ContactAdded | ContactDeletedStaff | StaffDeletedContact | TransferFailed

TOLD = frozenset({ContactAdded, ContactDeletedStaff, StaffDeletedContact, TransferFailed, GroupChanged})
"""The callbacks whose events come from here."""

_SOON = timedelta(seconds=20)
"""Of a group many come at once: they are read together."""


async def hear(session: AsyncSession, account: Account, letter: Letter) -> None:
    """This will take one callback in; one that is told again changes nothing."""
    match letter.fact:
        case GroupOpened() | GroupDismissed() | GroupChanged():
            await _of_group(session, account, letter, letter.fact)
        case ContactEdited(_, contact):
            await _want(session, account, letter, Want(wants.CONTACT, contact))
        case TagChanged():
            await _want(session, account, letter, Want(wants.TAGS, after=_SOON))
        case DirectoryChanged():
            await _directory(session, account, letter, letter.fact)
        case ContactAdded() | StaffDeletedContact() | ContactDeletedStaff() | TransferFailed():
            await _of_contact(session, account, letter, letter.fact)
        case _:
            return


async def _of_contact(session: AsyncSession, account: Account, letter: Letter, told: _OfContact) -> None:
    kind, said, reads = _read(told)
    fact = Fact(kind, milliseconds(letter.said_at), letter.key, said)
    draft = Draft(told.staff_id, told.external_userid, [fact])
    await operations.accept(session, corp=account.corp_id, drafts=[draft], now=letter.arrived_at)
    if reads:
        await _want(session, account, letter, Want(wants.CONTACT, told.external_userid))


def _read(told: _OfContact) -> tuple[Kind, dict[str, str], bool]:
    """What kind of fact it is, what it says, and whether the contact must be read for the rest."""
    match told:
        case ContactAdded(_, _, state, _, half):
            return (Kind.HALF_ADDED if half else Kind.ADDED), ({"state": state} if state else {}), True
        case StaffDeletedContact(_, _, transferred):
            return (Kind.TRANSFERRED_AWAY if transferred else Kind.DELETED_BY_STAFF), {}, transferred
        case ContactDeletedStaff():
            return Kind.DELETED_BY_CUSTOMER, {}, False
        case TransferFailed(_, _, reason):
            return Kind.TRANSFER_FAILED, {"reason": reason}, False


async def _of_group(
    session: AsyncSession, account: Account, letter: Letter, told: GroupOpened | GroupDismissed | GroupChanged
) -> None:
    if isinstance(told, GroupChanged):
        await _group(session, account, letter, told)
    elif isinstance(told, GroupOpened):
        await operations.opened(session, corp=account.corp_id, group=told.group_id, at=letter.said_at)
        await _want(session, account, letter, Want(wants.GROUP, told.group_id))
    else:
        await operations.dismiss(session, corp=account.corp_id, group=told.group_id, at=letter.said_at)


async def _group(session: AsyncSession, account: Account, letter: Letter, changed: GroupChanged) -> None:
    corp, group = account.corp_id, changed.group_id
    move, scene = {
        "add_member": (Move.JOINED, changed.join_scene),
        "del_member": (Move.LEFT, changed.quit_scene),
    }.get(changed.detail, (None, ""))
    if move is not None:
        step = Step(move, milliseconds(letter.said_at), letter.key, {"scene": scene})
        moves = [Moved(member, step) for member in changed.members]
        await operations.take_steps(session, corp=corp, group=group, moves=moves, now=letter.arrived_at)
    level = await groups.version_moves(
        session, corp=corp, group=group, before=changed.version_before, after=changed.version
    )
    whole = move is not None and changed.count == len(changed.members)
    waits = _SOON if level and whole else timedelta()
    await _want(session, account, letter, Want(wants.GROUP, group, waits))


async def _directory(session: AsyncSession, account: Account, letter: Letter, changed: DirectoryChanged) -> None:
    if changed.new_id and changed.new_id != changed.id:
        await operations.rename(session, corp=account.corp_id, staff=changed.id, becomes=changed.new_id)
    if changed.change == "delete_user":
        await operations.leave(session, corp=account.corp_id, staff=changed.id, at=letter.said_at)
    await _want(session, account, letter, Want(wants.DIRECTORY, after=_SOON))


async def _want(session: AsyncSession, account: Account, letter: Letter, wanted: Want) -> None:
    await operations.want(session, account=account.id, corp=account.corp_id, wanted=wanted, now=letter.arrived_at)
