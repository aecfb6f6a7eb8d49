"""
The API as the command line uses it: over loopback beside a running server, inside this process without one.

Every command is a call of an API route, so what the command line can do, a script with a token can do too.
"""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import quote

import httpx2

from huoshui.app.cli import garbage, running
from huoshui.app.settings import Settings
from huoshui.bedrock.directory import DirectoryInUse
from huoshui.bedrock.errors import Busy, Refusal

Answer = TypeVar("Answer")
PATIENCE = httpx2.Timeout(600.0, connect=5.0)
STARTING_S = 20.0
"""How long a command waits for a server that holds the directory and does not answer yet."""


class NotReachable(Busy):
    """The server with process number {pid} on {folder} does not answer: {why}. See `huoshui doctor`."""


class NoServer(Busy):
    """No server is running on {folder}. Start one with `huoshui serve`."""


class NotUnderstood(Busy):
    """The server answered {status} with something that is not ours. Is another program on {url}?"""


class Refused(Refusal):
    """{message}"""

    def __init__(self, *, status: int, body: Mapping[str, Any]) -> None:
        super().__init__(message=body.get("message", ""))
        self.answered_status = status
        self.answered_code = str(body.get("code", "Refused"))
        self.facts = dict(body.get("facts") or {})

    @property
    def code(self) -> str:
        """The code that the API answered with."""
        return self.answered_code


class Client:
    """One conversation with the API; paths are below ``/api``."""

    def __init__(
        self, http: httpx2.AsyncClient, *, settle: Callable[[], Awaitable[None]] | None, settings: Settings
    ) -> None:
        self.http = http
        self._settle = settle
        self.settings = settings

    @property
    def beside_server(self) -> bool:
        """Whether a running server does the work."""
        return self._settle is None

    @property
    def url(self) -> str:
        """Where the API answers, e.g. ``http://127.0.0.1:8000``; inside this process a name of no host."""
        return str(self.http.base_url).removesuffix("/")

    async def get(self, path: str, **parameters: object) -> Any:  # noqa: ANN401 JSON
        """This will read; parameters that are ``None`` are left out."""
        return self._read(await self.http.get(f"/api{path}", params=_given(parameters)))

    async def post(self, path: str, body: Mapping[str, Any] | None = None, **parameters: object) -> Any:  # noqa: ANN401 JSON
        """This will change something, with a JSON body."""
        return self._read(await self.http.post(f"/api{path}", json=body or {}, params=_given(parameters)))

    async def fetch(self, path: str, body: Mapping[str, Any]) -> bytes:
        """This will ask for a file that is made of a JSON body."""
        answer = await self.http.post(f"/api{path}", json=body)
        if not answer.is_success:
            self._read(answer)
        return answer.content

    async def put(self, path: str, body: Mapping[str, Any]) -> Any:  # noqa: ANN401 JSON
        """This will put something in the place of what is there, with a JSON body."""
        return self._read(await self.http.put(f"/api{path}", json=body))

    async def delete(self, path: str) -> Any:  # noqa: ANN401 JSON
        """This will take something away."""
        return self._read(await self.http.delete(f"/api{path}"))

    async def upload(self, path: str, *, file: Path, fields: Mapping[str, str]) -> Any:  # noqa: ANN401 JSON
        """This will send a file as a form does, reading it piece by piece."""
        with file.open("rb") as content:
            answer = await self.http.post(f"/api{path}", files={"file": (file.name, content)}, data=dict(fields))
        return self._read(answer)

    async def lines(self, path: str, **parameters: object) -> AsyncIterator[str]:
        """This will follow a stream line by line until it ends."""
        endless = httpx2.Timeout(None, connect=5.0)
        async with self.http.stream("GET", f"/api{path}", params=_given(parameters), timeout=endless) as answer:
            if answer.status_code != httpx2.codes.OK:
                await answer.aread()
                self._read(answer)
            async for line in answer.aiter_lines():
                yield line

    async def settle(self) -> None:
        """This will wait until everything accepted has reached every stage; a running server does so by itself."""
        if self._settle:
            await self._settle()

    def _read(self, answer: httpx2.Response) -> Any:  # noqa: ANN401 JSON
        try:
            body = answer.json() if answer.content else {}
        except ValueError:
            raise NotUnderstood(status=answer.status_code, url=self.url, retry_after=5) from None
        if answer.is_success:
            return body
        raise Refused(status=answer.status_code, body=cast("Mapping[str, Any]", body))


@asynccontextmanager
async def connect(settings: Settings) -> AsyncIterator[Client]:
    """
    This will open the API of the data directory: the running server's, or one of our own for as long as we need it.

    :raises NotReachable: when a server lives but does not answer
    :raises DirectoryInUse: when another process holds the directory and is no server
    """
    async with AsyncExitStack() as stack:
        beside, client = await _server_or_own(settings, stack)
        try:
            yield client
        except httpx2.TransportError as error:
            if beside is None:
                raise
            raise NotReachable(pid=beside.pid, folder=settings.data_dir, why=_why(error), retry_after=5) from error


@asynccontextmanager
async def beside_server(settings: Settings) -> AsyncIterator[Client]:
    """
    This will open the running server's API, for what makes sense only beside one.

    :raises NoServer: when none is running
    """
    if running.find(settings.data_dir) is None:
        raise NoServer(folder=settings.data_dir, retry_after=5)
    async with connect(settings) as client:
        yield client


def below(path: str, *names: str) -> str:
    """This will give the path below another that names lead to, whatever they hold: ``/people/user_id:a%2Fb/tags``."""
    return "/".join((path, *(quote(name, safe=":") for name in names)))


def ask(work: Callable[[Client], Awaitable[Answer]]) -> Answer:
    """This will run one command's conversation with the API of the configured data directory."""

    async def conversation() -> Answer:
        async with connect(Settings()) as client:
            return await work(client)

    return asyncio.run(conversation())


async def _server_or_own(settings: Settings, stack: AsyncExitStack) -> tuple[running.Running | None, Client]:
    deadline = time.monotonic() + STARTING_S
    while True:
        beside = running.find(settings.data_dir)
        if beside:
            http = await stack.enter_async_context(_http(settings, base_url=beside.url))
            return beside, Client(http, settle=None, settings=settings)
        try:
            return None, await stack.enter_async_context(_inside(settings))
        except DirectoryInUse:
            if time.monotonic() > deadline:
                raise
            await asyncio.sleep(0.2)


@asynccontextmanager
async def _inside(settings: Settings) -> AsyncIterator[Client]:
    garbage.let_be()
    # the engines take seconds to import, and beside a server they are not needed
    from huoshui.app.cli.inside import open_api  # noqa: PLC0415

    async with (
        open_api(settings) as (transport, settle),
        _http(settings, base_url="http://huoshui.local", transport=transport) as http,
    ):
        garbage.look_seldom()
        yield Client(http, settle=settle, settings=settings)


def _http(
    settings: Settings, *, base_url: str, transport: httpx2.AsyncBaseTransport | None = None
) -> httpx2.AsyncClient:
    token = (settings.data_dir / "keys" / "local_token").read_text().strip()
    headers = {"Authorization": f"Bearer {token}"}
    # trust_env=False: a proxy of the shell has no business with loopback; nor have certificates, of which all that the
    # machine trusts would be read for each command (a tenth of a second), so that this client trusts none
    nobody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return httpx2.AsyncClient(
        base_url=base_url, headers=headers, transport=transport, timeout=PATIENCE, trust_env=False, verify=nobody
    )


def _given(parameters: Mapping[str, object]) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if value is not None}


def _why(error: Exception) -> str:
    return str(error) or type(error).__name__
