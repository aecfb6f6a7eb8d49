"""Sending to addresses that somebody typed in: never to a machine inside our own walls, whatever its name says."""

import asyncio
import ipaddress
import socket
from typing import Final

import httpx2

from huoshui.connectors.contract import UnfitAddress

_PATIENCE: Final = httpx2.Timeout(10.0, connect=5.0)
_MOST_LETTERS: Final = 1000


def checked(url: str, *, private: bool) -> str:
    """
    This will give an address that may be sent to; ``private`` allows those inside our walls, and plain HTTP to them.

    :raises UnfitAddress: if it may not
    """
    try:
        parsed = httpx2.URL(url)
    except httpx2.InvalidURL:
        raise UnfitAddress(url=url[:_MOST_LETTERS], why="it cannot be read") from None
    if not parsed.host or parsed.userinfo or parsed.fragment or len(url) > _MOST_LETTERS:
        raise UnfitAddress(url=url[:_MOST_LETTERS], why="it has no host, or a password, or a fragment, or is too long")
    if parsed.scheme != "https" and not (private and parsed.scheme == "http"):
        raise UnfitAddress(url=url, why="it does not begin with https://")
    if not private and (_is_inside(parsed.host) or "." not in parsed.host.strip(".")):
        raise UnfitAddress(url=url, why="it leads inside our own network")
    return url


class Outward:
    """Posts to other people's addresses; it belongs to one event loop. ``private`` is as `checked` has it."""

    def __init__(self, *, private: bool) -> None:
        self._private = private
        self._clients: dict[str, httpx2.AsyncClient] = {}

    async def post(self, url: str, content: bytes, headers: dict[str, str]) -> int:
        """
        This will post to where the name leads now, and give the answer's status; it follows nobody elsewhere.

        The name is looked up here and the connection goes to what was found, so that it cannot lead elsewhere in
        between.

        :raises UnfitAddress: if the address leads where nothing may be sent
        :raises httpx2.RequestError: if there is no answer
        """
        parsed = httpx2.URL(checked(url, private=self._private))
        client = self._client(parsed)
        if self._private:
            return (await client.post(parsed, content=content, headers=headers)).status_code
        found = await self._found(parsed)
        request = client.build_request(
            "POST", parsed.copy_with(host=found), content=content,
            headers={**headers, "Host": parsed.netloc.decode()}, extensions={"sni_hostname": parsed.host},
        )  # fmt: skip
        return (await client.send(request)).status_code

    async def aclose(self) -> None:
        """This will close what is open."""
        clients, self._clients = self._clients, {}
        for client in clients.values():
            await client.aclose()

    def _client(self, url: httpx2.URL) -> httpx2.AsyncClient:
        """One for each host: a connection's certificate was checked for one name only."""
        if url.host not in self._clients:
            self._clients[url.host] = httpx2.AsyncClient(timeout=_PATIENCE, trust_env=False, follow_redirects=False)
        return self._clients[url.host]

    async def _found(self, url: httpx2.URL) -> str:
        try:
            answers = await asyncio.get_running_loop().getaddrinfo(url.host, url.port or 443, type=socket.SOCK_STREAM)
        except OSError as error:
            why = f"{type(error).__name__}: the name is not known"
            raise httpx2.ConnectError(why) from None
        addresses = [str(answer[4][0]) for answer in answers]
        if not addresses or any(map(_is_inside, addresses)):
            raise UnfitAddress(url=str(url), why="it leads inside our own network")
        return addresses[0]


def _is_inside(host: str) -> bool:
    """Whether an address is of a machine that not everybody can reach; a name is no address."""
    try:
        address = ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return host.rstrip(".").lower().endswith(("localhost", ".local", ".internal"))
    mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return not address.is_global or address.is_multicast or (mapped is not None and not mapped.is_global)
