"""Contacts, their remarks and welcomes, and who they are elsewhere: https://developer.work.weixin.qq.com/document/path/92109."""

from collections.abc import AsyncIterator, Sequence

from huoshui.channels.wecom.client.area import Area
from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.failures import Declined
from huoshui.channels.wecom.shapes.contacts import (
    Bridge,
    ContactIds,
    ContactPage,
    FollowedPage,
    Nothing,
    Pending,
    PendingIds,
)
from huoshui.channels.wecom.shapes.sends import Attachment

OF_CORP, OF_PROVIDER = 0, 1
_BATCH = 100


class Contacts(Area):
    """Customers whom staff have added, and who have added staff."""

    async def ids_of(self, userid: str) -> list[str]:
        """This will list a staff member's contacts by id; none is no failure (path/92113)."""
        try:
            return (await self._ask("externalcontact/list", ContactIds, {"userid": userid})).external_userid
        except Declined as declined:
            if declined.code == Code.NO_RELATION:
                return []
            raise

    async def one(self, external_userid: str) -> ContactPage:
        """
        This will give a contact with all staff who follow them (path/92114).

        After the customer deleted a staff member that one may still be among them for a while.
        """
        whole: ContactPage | None = None
        body = {"external_userid": external_userid}
        async for page in self._all("externalcontact/get", ContactPage, body):
            if whole is None:
                whole = page
            else:
                whole.follow_user += page.follow_user
        assert whole is not None  # noqa: S101 there is a first page, or a failure
        whole.next_cursor = ""
        return whole

    async def followed_by(self, userids: Sequence[str], *, cursor: str | None = None) -> AsyncIterator[FollowedPage]:
        """
        This will give the contacts of up to 100 staff, page by page; begin at a page's cursor to go on (path/92994).

        This is the way to read everything: one question for 100 contacts, tags by id alone.
        """
        body = {"userid_list": userids, "limit": _BATCH}
        while True:
            page = await self._ask("externalcontact/batch/get_by_user", FollowedPage, {**body, "cursor": cursor})
            yield page
            if not page.next_cursor or page.next_cursor == cursor:
                return
            cursor = page.next_cursor

    async def remark(
        self,
        *,
        userid: str,
        external_userid: str,
        remark: str | None = None,
        description: str | None = None,
        company: str | None = None,
        mobiles: Sequence[str] | None = None,
        picture: str | None = None,
    ) -> None:
        """
        This will change what a staff member noted of a contact (path/92115).

        ``mobiles`` replace those before, and ``[]`` clears them; ``None`` leaves a field as it is.
        """
        body = {
            "userid": userid,
            "external_userid": external_userid,
            "remark": remark,
            "description": description,
            "remark_company": company,
            "remark_mobiles": mobiles if mobiles is None else list(mobiles) or [""],
            "remark_pic_mediaid": picture,
        }
        await self._ask("externalcontact/remark", Nothing, body)

    async def welcome(
        self, *, welcome_code: str, text: str | None = None, attachments: Sequence[Attachment] = ()
    ) -> None:
        """This will greet a new contact: within twenty seconds, once, and only the first app that does (path/92137)."""
        body = {
            "welcome_code": welcome_code,
            "text": {"content": text},
            "attachments": [one.said() for one in attachments],
        }
        await self._ask("externalcontact/send_welcome_msg", Nothing, body)

    async def of_unionid(self, *, unionid: str, openid: str) -> str:
        """This will find the contact that a visitor of our mini-program or official account is (path/93274)."""
        body = {"unionid": unionid, "openid": openid}
        return (await self._ask("externalcontact/unionid_to_external_userid", Bridge, body)).external_userid

    async def bridge(self, *, unionid: str, openid: str, subject: int = OF_CORP) -> Bridge:
        """This will find the contact that a visitor is, or the pending id of one who is none yet (path/97108)."""
        body = {"unionid": unionid, "openid": openid, "subject_type": subject}
        return await self._ask("idconvert/unionid_to_external_userid", Bridge, body)

    async def pending(self, external_userids: Sequence[str], *, chat_id: str | None = None) -> list[Pending]:
        """This will give the pending ids that up to 100 contacts had before they were contacts (path/97108)."""
        body = {"external_userid": external_userids, "chat_id": chat_id}
        return (await self._ask("idconvert/batch/external_userid_to_pending_id", PendingIds, body)).result
