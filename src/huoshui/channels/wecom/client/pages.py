"""Pages inside WeCom: who looks at one, and what its JavaScript is signed with (path/91023, path/90506)."""

from huoshui.channels.wecom.client.area import Area
from huoshui.channels.wecom.shapes.staff import Ticket, Visitor
from huoshui.channels.wecom.tokens import Token


class Pages(Area):
    """What the side bar and other pages need."""

    async def visitor(self, code: str) -> Visitor:
        """This will tell who opened a page; the code is good for five minutes, once."""
        return await self._ask("auth/getuserinfo", Visitor, {"code": code})

    async def corp_ticket(self) -> str:
        """This will give the ticket that ``wx.config`` is signed with; WeCom gives 400 an hour to a corp."""
        return await self._caller.tokens(f"ticket:{self._caller.app.name}", self._corp_ticket).get()

    async def app_ticket(self) -> str:
        """This will give the ticket that ``agentConfig`` is signed with; WeCom gives 100 an hour to an app."""
        return await self._caller.tokens(f"app ticket:{self._caller.app.name}", self._app_ticket).get()

    async def _corp_ticket(self) -> Token:
        ticket = await self._ask("get_jsapi_ticket", Ticket)
        return self._caller.token(ticket.ticket, ticket.expires_in)

    async def _app_ticket(self) -> Token:
        ticket = await self._ask("ticket/get", Ticket, {"type": "agent_config"})
        return self._caller.token(ticket.ticket, ticket.expires_in)
