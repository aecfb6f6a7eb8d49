"""Contacts and groups that go to other staff, and what staff did: https://developer.work.weixin.qq.com/document/path/92125."""

from collections.abc import AsyncIterator, Sequence

from huoshui.channels.wecom.client.area import Area
from huoshui.channels.wecom.shapes.staff import (
    Behavior,
    Behaviors,
    GroupNotTransferred,
    GroupTransfers,
    Transfer,
    TransferState,
    TransferStates,
    Unassigned,
    UnassignedPage,
)
from huoshui.channels.wecom.shapes.staff import Transfers as Begun


class Transfers(Area):
    """
    Handing over, up to 100 contacts at a time; each has an answer of its own.

    A transfer in service takes a day, in which the customer may refuse; a contact may go twice in 90 days.
    """

    async def begin(
        self, external_userids: Sequence[str], *, giver: str, taker: str, message: str | None = None
    ) -> list[Transfer]:
        """This will begin to hand contacts from one staff member to another."""
        body = _handing(external_userids, giver, taker) | {"transfer_success_msg": message}
        return (await self._ask("externalcontact/transfer_customer", Begun, body)).customer

    async def states(self, *, giver: str, taker: str) -> AsyncIterator[TransferState]:
        """This will tell how far the transfers between two are (path/94088)."""
        body = {"handover_userid": giver, "takeover_userid": taker}
        async for page in self._all("externalcontact/transfer_result", TransferStates, body):
            for one in page.customer:
                yield one

    async def unassigned(self) -> AsyncIterator[Unassigned]:
        """This will list the contacts of staff who left (path/92124)."""
        async for page in self._all("externalcontact/get_unassigned_list", UnassignedPage, {"page_size": 1000}):
            for one in page.info:
                yield one

    async def begin_of_leaver(self, external_userids: Sequence[str], *, giver: str, taker: str) -> list[Transfer]:
        """This will begin to hand contacts of someone who left to another staff member (path/94081)."""
        body = _handing(external_userids, giver, taker)
        return (await self._ask("externalcontact/resigned/transfer_customer", Begun, body)).customer

    async def states_of_leaver(self, *, giver: str, taker: str) -> AsyncIterator[TransferState]:
        """This will tell how far those transfers are (path/94082)."""
        body = {"handover_userid": giver, "takeover_userid": taker}
        async for page in self._all("externalcontact/resigned/transfer_result", TransferStates, body):
            for one in page.customer:
                yield one

    async def groups_of_leaver(self, chat_ids: Sequence[str], *, owner: str) -> list[GroupNotTransferred]:
        """This will give groups of someone who left a new owner, and list those that were not given (path/92127)."""
        body = {"chat_id_list": chat_ids, "new_owner": owner}
        return (await self._ask("externalcontact/groupchat/transfer", GroupTransfers, body)).failed_chat_list

    async def groups(self, chat_ids: Sequence[str], *, owner: str) -> list[GroupNotTransferred]:
        """This will give groups a new owner, and list those that were not given (path/95703)."""
        body = {"chat_id_list": chat_ids, "new_owner": owner}
        return (await self._ask("externalcontact/groupchat/onjob_transfer", GroupTransfers, body)).failed_chat_list

    async def behavior(self, userid: str, *, since: int, until: int) -> list[Behavior]:
        """
        This will tell what one staff member did, day by day: at most 30 days, of the last 180 (path/92132).

        WeCom adds several together where several are asked for, which is why this asks for one.
        """
        body = {"userid": [userid], "start_time": since, "end_time": until}
        return (await self._ask("externalcontact/get_user_behavior_data", Behaviors, body)).behavior_data


def _handing(external_userids: Sequence[str], giver: str, taker: str) -> dict[str, object]:
    return {"handover_userid": giver, "takeover_userid": taker, "external_userid": external_userids}
