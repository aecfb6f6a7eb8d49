"""Moments 朋友圈, which staff confirm: https://developer.work.weixin.qq.com/document/path/95094."""

from collections.abc import AsyncIterator, Sequence

from huoshui.channels.wecom.client.area import Area
from huoshui.channels.wecom.shapes import sends as shapes
from huoshui.channels.wecom.shapes.contacts import Nothing
from huoshui.channels.wecom.shapes.sends import (
    Attachment,
    JobId,
    Moment,
    MomentActs,
    MomentCustomer,
    MomentJob,
    MomentTask,
)

OF_CORP, OF_STAFF, OF_BOTH = 0, 1, 2


class Moments(Area):
    """What the corp asks its staff to publish to their contacts."""

    async def add(
        self,
        *,
        text: str | None = None,
        attachments: Sequence[Attachment] = (),
        senders: Sequence[str] = (),
        departments: Sequence[int] = (),
        tags: Sequence[str] = (),
    ) -> str:
        """
        This will begin to make a moment and give the job's id, good for a day.

        Its media come from ``upload_attachment``. Whoever may see it: contacts with one of ``tags`` of the senders.
        """
        body = {
            "text": {"content": text},
            "attachments": [one.said() for one in attachments],
            "visible_range": {
                "sender_list": {"user_list": senders, "department_list": departments},
                "external_contact_list": {"tag_list": tags},
            },
        }
        return (await self._ask("externalcontact/add_moment_task", JobId, body)).jobid

    async def job(self, jobid: str) -> MomentJob:
        """This will tell how far a job is, and the moment's id once it is done."""
        return await self._ask("externalcontact/get_moment_task_result", MomentJob, {"jobid": jobid})

    async def made(
        self, *, since: int, until: int, creator: str | None = None, of: int = OF_BOTH
    ) -> AsyncIterator[Moment]:
        """This will list the moments of at most 30 days (path/93333)."""
        body = {"start_time": since, "end_time": until, "creator": creator, "filter_type": of, "limit": 20}
        async for page in self._all("externalcontact/get_moment_list", shapes.Moments, body):
            for one in page.moment_list:
                yield one

    async def tasks(self, moment_id: str) -> AsyncIterator[MomentTask]:
        """This will tell which staff published it."""
        body = {"moment_id": moment_id, "limit": 1000}
        async for page in self._all("externalcontact/get_moment_task", shapes.MomentTasks, body):
            for one in page.task_list:
                yield one

    async def visible_to(self, moment_id: str, *, userid: str) -> AsyncIterator[MomentCustomer]:
        """This will list who was chosen to see it; they did not all see it."""
        body = {"moment_id": moment_id, "userid": userid, "limit": 1000}
        async for page in self._all("externalcontact/get_moment_customer_list", shapes.MomentCustomers, body):
            for one in page.customer_list:
                yield one

    async def sent_to(self, moment_id: str, *, userid: str) -> AsyncIterator[MomentCustomer]:
        """This will list whom it reached."""
        body = {"moment_id": moment_id, "userid": userid, "limit": 1000}
        async for page in self._all("externalcontact/get_moment_send_result", shapes.MomentCustomers, body):
            for one in page.customer_list:
                yield one

    async def acts(self, moment_id: str, *, userid: str) -> MomentActs:
        """This will list who commented on it or liked it."""
        body = {"moment_id": moment_id, "userid": userid}
        return await self._ask("externalcontact/get_moment_comments", MomentActs, body)

    async def cancel(self, moment_id: str) -> None:
        """This will stop what was not published yet."""
        await self._ask("externalcontact/cancel_moment_task", Nothing, {"moment_id": moment_id})
