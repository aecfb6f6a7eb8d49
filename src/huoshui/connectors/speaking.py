"""Asking platforms in the name of our accounts: whoever asks gets a client, and what comes of it is noted."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import httpx2
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from huoshui.bedrock import clock
from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.oceanengine.client import OCEANENGINE, Ads
from huoshui.channels.wechat import calling as wechat_calling
from huoshui.channels.wechat import codes as wechat_codes
from huoshui.channels.wechat.client import WeChat
from huoshui.channels.wechat.translator import MINI_PROGRAM, OFFICIAL_ACCOUNT
from huoshui.channels.wecom.calling import WECOM, App, Caller
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.failures import Declined, Failure, Unsendable
from huoshui.channels.wecom.scheduler import Scheduler, Traffic
from huoshui.connectors import queries
from huoshui.connectors.contract import Account, AccountId, ConnectorPaused, NoSuchConnector, Opened
from huoshui.connectors.tokens import PostgresKeeper

_NOTED_EVERY: Final = 30.0
"""Seconds between two notes of the same: writing each answer down would cost more than asking."""
_TURN_NOTED_AFTER: Final = 1.0
"""The same for an answer after a failure, or a failure after an answer."""
_PATIENCE: Final = httpx2.Timeout(20.0, connect=5.0)
_OURS: Final = frozenset(
    {Code.SECRET_WRONG, Code.IP_NOT_TRUSTED, Code.NO_PERMISSION, Code.NO_CONTACT_RIGHT, Code.TOO_FAST}
)
"""What WeCom declines because of the account, whatever was asked; every other no is an answer like any other."""
_EXTRAS: Final = "externalcontact/customer_acquisition"
"""What a corp need not have: no permission for it says nothing about the account."""

_T = TypeVar("_T")


_Client = TypeVar("_Client", WeCom, WeChat, Ads)


@dataclass(slots=True)
class _Known:
    opened: Opened
    client: WeCom | WeChat | Ads


class Speakers:
    """The clients of all accounts in one event loop; they share one HTTP client, one keeper and one scheduler."""

    def __init__(self, postgres: Postgres, keys: Keys, *, scheduler: Scheduler | None = None) -> None:
        self._postgres = postgres
        self._keys = keys
        self._scheduler = scheduler or Scheduler()
        self._keeper = PostgresKeeper(postgres, keys)
        self._http: httpx2.AsyncClient | None = None
        self._known: dict[AccountId, _Known] = {}

    async def wecom(self, account: AccountId, *, though_paused: bool = False) -> WeCom:
        """
        This will give the client of a WeCom account; the same one until the account changes.

        Its methods fail as `channels.wecom.failures` has it. ``though_paused`` is for probing alone.

        :raises NoSuchConnector: if there is no such account, or it is another channel's
        :raises ConnectorPaused: if nothing shall be asked in its name now
        """
        return await self._client(account, WeCom, ("wecom",), self._wecom, though_paused=though_paused)

    async def wechat(self, account: AccountId, *, though_paused: bool = False) -> WeChat:
        """
        This will give the client of an official account or a mini-program, as `wecom` does.

        :raises NoSuchConnector: if there is no such account, or it is another channel's
        :raises ConnectorPaused: if nothing shall be asked in its name now
        """
        channels = (OFFICIAL_ACCOUNT, MINI_PROGRAM)
        return await self._client(account, WeChat, channels, self._wechat, though_paused=though_paused)

    async def ads(self, account: AccountId) -> Ads:
        """
        This will give the client of 巨量引擎's Marketing API, as `wecom` does; it asks once somebody authorized it.

        :raises NoSuchConnector: if there is no such account, or it is another channel's
        :raises ConnectorPaused: if nothing shall be asked in its name now
        """
        return await self._client(account, Ads, ("oceanengine",), self._ads, though_paused=False)

    async def _client(
        self, account: AccountId, kind: type[_Client], channels: tuple[str, ...], make: Callable[[Opened], _Client], *,
        though_paused: bool,
    ) -> _Client:  # fmt: skip
        async with self._postgres.session() as session:
            row = (await session.execute(_STANDING, {"id": account})).one_or_none()
            if row is None or row.channel not in channels:
                raise NoSuchConnector(name=row.name if row else account)
            if row.paused and not though_paused:
                raise ConnectorPaused(name=row.name)
            known = self._known.get(account)
            if known is not None and known.opened.mark == (row.version, row.changed_at):
                client = known.client
                if isinstance(client, kind):
                    return client
            opened = await queries.opened(session, self._keys, account=account)
        fresh = make(opened)
        self._known[account] = _Known(opened, fresh)
        return fresh

    def _wecom(self, opened: Opened) -> WeCom:
        return WeCom(self.caller(opened))

    def _wechat(self, opened: Opened) -> WeChat:
        app = App(opened.account.corp_id, opened.credentials.secret)
        caller = _NotingWeChatCaller(
            opened.account.id, self._postgres, app,
            http=self._open_http(), keeper=self._keeper, scheduler=self._scheduler,
            base_url=opened.address or wechat_calling.WECHAT,
        )  # fmt: skip
        return WeChat(caller, channel=opened.account.channel)

    def _ads(self, opened: Opened) -> Ads:
        return Ads(
            opened.account.corp_id, opened.credentials.secret, place=f"oceanengine:{opened.account.id}",
            http=self._open_http(), keeper=self._keeper, scheduler=self._scheduler,
            base_url=opened.address or OCEANENGINE,
        )  # fmt: skip

    def _open_http(self) -> httpx2.AsyncClient:
        if self._http is None:
            self._http = httpx2.AsyncClient(timeout=_PATIENCE)
        return self._http

    def caller(self, opened: Opened) -> Caller:
        """This will make what asks WeCom in an account's name, and notes what comes of it."""
        app = App(opened.account.corp_id, opened.credentials.secret, opened.account.agent_id)
        return _NotingCaller(
            opened.account.id, self._postgres, app,
            http=self._open_http(), keeper=self._keeper, scheduler=self._scheduler, base_url=opened.address or WECOM,
        )  # fmt: skip

    def traffic(self, account: Account) -> list[Traffic]:
        """This will tell how often an account's platform was asked lately, in this process."""
        lane = f"oceanengine:{account.corp_id}" if account.channel == "oceanengine" else account.corp_id
        return self._scheduler.traffic(lane)

    async def aclose(self) -> None:
        """This will close the HTTP client; another is opened when somebody asks again."""
        http, self._http = self._http, None
        self._known.clear()
        if http is not None:
            await http.aclose()


class _NotingCaller(Caller):
    """Asks, and notes at the account when the platform answered last, and when and why it did not."""

    ours: frozenset[int] = frozenset(_OURS)

    def __init__(self, account: AccountId, postgres: Postgres, *given: Any, **how: Any) -> None:  # noqa: ANN401 the caller's
        super().__init__(*given, **how)
        self._account = account
        self._postgres = postgres
        self._noted, self._noted_at = "", -_NOTED_EVERY

    async def ask(self, path: str, shape: type[_T], body: Mapping[str, Any] | None = None) -> _T:
        """This will ask as every caller does."""
        try:
            answer = await super().ask(path, shape, body)
        except Failure as failure:
            await self._failed(failure)
            raise
        await self._note("")
        return answer

    async def upload(
        self, path: str, shape: type[_T], *, filename: str, content: bytes, params: Mapping[str, Any]
    ) -> _T:
        """This will bring a file as every caller does."""
        try:
            answer = await super().upload(path, shape, filename=filename, content=content, params=params)
        except Failure as failure:
            await self._failed(failure)
            raise
        await self._note("")
        return answer

    async def _failed(self, failure: Failure) -> None:
        if isinstance(failure, Unsendable):
            return
        ours = not isinstance(failure, Declined) or (
            failure.code in self.ours
            and not (failure.code == Code.NO_PERMISSION and failure.endpoint.startswith(_EXTRAS))
        )
        await self._note(str(failure) if ours else "")

    async def _note(self, failure: str) -> None:
        """Write down an answer (``""``) or a failure, unless the same was written a moment ago."""
        now = time.monotonic()
        if now - self._noted_at < (_NOTED_EVERY if failure == self._noted else _TURN_NOTED_AFTER):
            return
        self._noted, self._noted_at = failure, now
        note = {"id": self._account, "at": clock.now()}
        try:
            async with self._postgres.transaction() as session:
                await session.execute(
                    _FAILED if failure else _ANSWERED, note | ({"failure": failure} if failure else {})
                )
        except (SQLAlchemyError, OSError) as error:  # the answer counts, the note about it does not
            logger().warning("connectors.note.lost", account=self._account, error=type(error).__name__)


class _NotingWeChatCaller(_NotingCaller, wechat_calling.Caller):
    """The same for what is asked of WeChat."""

    ours = frozenset(wechat_codes.OURS)


_STANDING = text("SELECT channel, name, paused, version, changed_at FROM connector_accounts WHERE id = :id")
_ANSWERED = text("UPDATE connector_accounts SET asked_at = :at WHERE id = :id")
_FAILED = text("UPDATE connector_accounts SET failed_at = :at, failure = :failure WHERE id = :id")
