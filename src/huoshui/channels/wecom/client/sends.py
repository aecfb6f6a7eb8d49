"""Mass sends, which staff confirm one by one: https://developer.work.weixin.qq.com/document/path/92135."""

from collections.abc import AsyncIterator, Sequence

from huoshui.channels.wecom.client.area import Area
from huoshui.channels.wecom.shapes import sends as shapes
from huoshui.channels.wecom.shapes.contacts import Nothing
from huoshui.channels.wecom.shapes.sends import Attachment, NewSend, Send, SendResult, SendTask


class Sends(Area):
    """What the corp asks its staff to send. Nothing goes out until they confirm it."""

    async def to_customers(
        self,
        *,
        sender: str | None = None,
        external_userids: Sequence[str] = (),
        text: str | None = None,
        attachments: Sequence[Attachment] = (),
        tags: Sequence[Sequence[str]] = (),
    ) -> NewSend:
        """
        This will ask a sender to send to up to 10,000 customers, or, where none are said, to all the sender's own.

        ``tags`` narrow it: one tag at least of each inner list. Each call is a send of its own with its own id.
        """
        body = {
            "chat_type": "single",
            "sender": sender,
            "external_userid": external_userids,
            "tag_filter": {"group_list": [{"tag_list": one} for one in tags]},
            **_message(text, attachments),
        }
        return await self._ask("externalcontact/add_msg_template", NewSend, body)

    async def to_groups(
        self,
        *,
        sender: str,
        chat_ids: Sequence[str] = (),
        text: str | None = None,
        attachments: Sequence[Attachment] = (),
    ) -> NewSend:
        """This will ask a sender to send to up to 2,000 of their groups, or to all of them."""
        body = {"chat_type": "group", "sender": sender, "chat_id_list": chat_ids, **_message(text, attachments)}
        return await self._ask("externalcontact/add_msg_template", NewSend, body)

    async def made(self, *, since: int, until: int, chat_type: str = "single") -> AsyncIterator[Send]:
        """This will list the mass sends of at most a month, those of staff and other apps too (path/93338)."""
        body = {"chat_type": chat_type, "start_time": since, "end_time": until, "limit": 100}
        async for page in self._all("externalcontact/get_groupmsg_list_v2", shapes.Sends, body):
            for one in page.group_msg_list:
                yield one

    async def tasks(self, msgid: str) -> AsyncIterator[SendTask]:
        """This will tell which staff confirmed."""
        body = {"msgid": msgid, "limit": 1000}
        async for page in self._all("externalcontact/get_groupmsg_task", shapes.SendTasks, body):
            for one in page.task_list:
                yield one

    async def results(self, msgid: str, *, userid: str) -> AsyncIterator[SendResult]:
        """This will tell what became of one staff member's part, customer by customer."""
        body = {"msgid": msgid, "userid": userid, "limit": 1000}
        async for page in self._all("externalcontact/get_groupmsg_send_result", shapes.SendResults, body):
            for one in page.send_list:
                yield one

    async def remind(self, msgid: str) -> None:
        """This will remind those who have not confirmed; three times a day at most (path/97610)."""
        await self._ask("externalcontact/remind_groupmsg_send", Nothing, {"msgid": msgid})

    async def cancel(self, msgid: str) -> None:
        """This will stop what was not confirmed yet; what was sent stays sent (path/97611)."""
        await self._ask("externalcontact/cancel_groupmsg_send", Nothing, {"msgid": msgid})


def _message(text: str | None, attachments: Sequence[Attachment]) -> dict[str, object]:
    return {"text": {"content": text}, "attachments": [one.said() for one in attachments]}
