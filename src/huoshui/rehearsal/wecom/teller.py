"""
Brings callbacks to an address, signed as WeCom signs them: three tries each, a new nonce and ciphertext every time.

A `Mishap` says which of them go wrong on the way: never sent, sent though they were taken, out of order, or late.
"""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, urlencode

import httpx2

from huoshui.channels.wecom.signing import RANDOM_BYTES, Seal
from huoshui.rehearsal.wecom.corp import Corp, Letter

TRIES: Final = 3
PATIENCE_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class Mishap:
    """How likely it is, from 0 to 1, that a callback is lost, repeated, or overtaken by those that follow."""

    lost: float = 0.0
    repeated: float = 0.0
    overtaken: float = 0.0
    by: int = 5
    """By how many it is overtaken at most."""
    late_seconds: float = 0.0
    """How long, at most, each is on its way."""


@dataclass(slots=True)
class Told:
    """What became of the callbacks."""

    taken: int = 0
    given_up: list[Letter] = field(default_factory=list)
    lost: list[Letter] = field(default_factory=list)
    repeated: int = 0


class Teller:
    """Brings a corp's letters to ``url``."""

    def __init__(
        self,
        corp: Corp,
        *,
        url: str,
        http: httpx2.AsyncClient,
        token: str,
        encoding_aes_key: str,
        chance: random.Random,
        sleep: Callable[[float], Awaitable[None]],
        agent_id: int = 1_000_002,
    ) -> None:
        self._corp = corp
        self._url = url
        self._http = http
        self._seal = Seal(token=token, encoding_aes_key=encoding_aes_key, receive_id=corp.corp_id)
        self._chance = chance
        self._sleep = sleep
        self._agent_id = agent_id
        self.told = Told()

    async def probe(self) -> bool:
        """This will ask the address, as WeCom does when it is set up, whether it opens what is sealed for it."""
        echo = str(self._chance.randrange(10**18, 10**19))
        sealed = self._sealed(echo.encode())
        answer = await self._http.get(f"{self._url}?{self._stamp(sealed, echostr=sealed)}", timeout=PATIENCE_SECONDS)
        return answer.status_code == httpx2.codes.OK and answer.content == echo.encode()

    async def tell(self, mishap: Mishap | None = None) -> Told:
        """This will bring all that was written since, and tell what became of everything so far."""
        letters, self._corp.letters = self._corp.letters, []
        for letter in self._order(letters, mishap or Mishap()):
            if mishap and mishap.late_seconds:
                await self._sleep(self._chance.random() * mishap.late_seconds)
            await self._bring(letter)
        return self.told

    def _order(self, letters: list[Letter], mishap: Mishap) -> list[Letter]:
        placed: list[tuple[float, Letter]] = []
        for place, letter in enumerate(letters):
            if self._chance.random() < mishap.lost:
                self.told.lost.append(letter)
                continue
            placed.append((self._place(place, mishap), letter))
            if self._chance.random() < mishap.repeated:
                self.told.repeated += 1
                placed.append((self._place(place, mishap) + 0.5, letter))
        return [letter for _, letter in sorted(placed, key=lambda one: one[0])]

    def _place(self, place: int, mishap: Mishap) -> float:
        return place + (self._chance.uniform(0, mishap.by) if self._chance.random() < mishap.overtaken else 0)

    async def _bring(self, letter: Letter) -> None:
        head = {"ToUserName": self._corp.corp_id, "FromUserName": "sys", "MsgType": "event"}
        written = f"<xml>{_xml(head | letter)}</xml>".encode()
        for _ in range(TRIES):
            if await self._post(written):
                self.told.taken += 1
                return
        self.told.given_up.append(letter)

    async def _post(self, written: bytes) -> bool:
        sealed = self._sealed(written)
        said = {"ToUserName": self._corp.corp_id, "Encrypt": sealed, "AgentID": self._agent_id}
        url, body = f"{self._url}?{self._stamp(sealed)}", f"<xml>{_xml(said)}</xml>".encode()
        try:
            answer = await self._http.post(url, content=body, timeout=PATIENCE_SECONDS)
        except httpx2.TransportError:
            return False
        return answer.status_code == httpx2.codes.OK

    def _sealed(self, clear: bytes) -> str:
        return self._seal.seal(clear, random=self._chance.randbytes(RANDOM_BYTES))

    def _stamp(self, sealed: str, **more: str) -> str:
        timestamp, nonce = str(int(self._corp.now())), str(self._chance.randrange(10**9, 10**10))
        signature = self._seal.sign(sealed, timestamp=timestamp, nonce=nonce)
        stamp = {"msg_signature": signature, "timestamp": timestamp, "nonce": nonce, **more}
        return urlencode(stamp, quote_via=quote, safe="")


def _xml(said: dict[str, Any]) -> str:
    """Elements as WeCom writes them: numbers bare, texts as CDATA, a list as its element again and again."""
    return "".join(
        f"<{name}>{_written(one)}</{name}>"
        for name, value in said.items()
        if value != ""
        for one in (value if isinstance(value, list) else [value])
    )


def _written(value: Any) -> str:  # noqa: ANN401 what letters say
    if isinstance(value, dict):
        return _xml(value)
    return str(value) if isinstance(value, int) else f"<![CDATA[{str(value).replace(']]>', ']]]]><![CDATA[>')}]]>"
