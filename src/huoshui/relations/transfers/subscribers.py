"""Callbacks that say something of a transfer: its results are looked up at once, and not in some hours."""

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.channels.wecom.callbacks import StaffDeletedContact, TransferFailed
from huoshui.connectors.contract import Account, Letter
from huoshui.relations.transfers import operations


async def hear(session: AsyncSession, account: Account, letter: Letter) -> None:
    """This will take one callback in; what it says is never believed by itself, but looked up."""
    match letter.fact:
        case TransferFailed(_, contact, _) | StaffDeletedContact(_, contact, True):
            await operations.ask_soon(session, corp=account.corp_id, contact=contact, now=letter.arrived_at)
        case _:
            return
