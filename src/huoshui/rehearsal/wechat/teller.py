"""
Brings callbacks to an address, signed as WeChat signs them: three tries each, a new nonce every time.

``mode`` is how the account's owner chose: ``plain``, ``compatible`` (in clear and sealed side by side) or ``safe``;
``form`` is ``xml`` or, as mini-programs may choose, ``json``.
"""

import random
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, urlencode

import httpx2
import orjson

from huoshui.channels.wechat.channel import signature
from huoshui.channels.wecom.signing import RANDOM_BYTES, Seal
from huoshui.rehearsal.wechat.account import Account, Letter

TRIES: Final = 3
PATIENCE_SECONDS: Final = 5.0
TAKEN: Final = (b"", b"success")


@dataclass(slots=True)
class Told:
    """What became of the callbacks."""

    taken: int = 0
    given_up: list[Letter] = field(default_factory=list)


class Teller:
    """Brings an account's letters to ``url``."""

    def __init__(
        self, account: Account, *, url: str, http: httpx2.AsyncClient, token: str, encoding_aes_key: str = "",
        chance: random.Random, mode: str = "safe", form: str = "xml",
    ) -> None:  # fmt: skip
        self._account = account
        self._url = url
        self._http = http
        self._token = token
        sealed = mode != "plain"
        self._seal = Seal(token=token, encoding_aes_key=encoding_aes_key, receive_id=account.appid) if sealed else None
        self._mode = mode
        self._form = form
        self._chance = chance
        self.told = Told()

    async def probe(self) -> bool:
        """This will ask the address, as WeChat does when it is set up, whether it gives back what it was asked."""
        echo = str(self._chance.randrange(10**18, 10**19))
        answer = await self._http.get(f"{self._url}?{self._stamp(echostr=echo)}", timeout=PATIENCE_SECONDS)
        return answer.status_code == httpx2.codes.OK and answer.content == echo.encode()

    async def tell(self, *, lost: float = 0.0, repeated: float = 0.0) -> Told:
        """This will bring all that was written since, and tell what became of everything so far."""
        letters, self._account.letters = self._account.letters, []
        for letter in letters:
            if self._chance.random() < lost:
                continue
            await self._bring(letter)
            if self._chance.random() < repeated:
                await self._bring(letter)
        return self.told

    async def _bring(self, letter: Letter) -> None:
        written = self.written(letter)
        for _ in range(TRIES):
            if await self._post(letter, written):
                self.told.taken += 1
                return
        self.told.given_up.append(letter)

    def written(self, letter: Letter) -> bytes:
        """This will write a callback's body in clear."""
        said = {"ToUserName": self._account.original_id, **letter}
        return orjson.dumps(_json(said)) if self._form == "json" else f"<xml>{xml(said)}</xml>".encode()

    async def _post(self, letter: Letter, written: bytes) -> bool:
        query, body = self._stamp(openid=letter["FromUserName"]), written
        if self._seal is not None:
            sealed = self._seal.seal(written, random=self._chance.randbytes(RANDOM_BYTES))
            query = self._stamp(sealed=sealed, openid=letter["FromUserName"], encrypt_type="aes")
            clear = letter if self._mode == "compatible" else {}
            said = {"ToUserName": self._account.original_id, **clear, "Encrypt": sealed}
            body = orjson.dumps(_json(said)) if self._form == "json" else f"<xml>{xml(said)}</xml>".encode()
        try:
            answer = await self._http.post(f"{self._url}?{query}", content=body, timeout=PATIENCE_SECONDS)
        except httpx2.TransportError:
            return False
        return answer.status_code == httpx2.codes.OK and answer.content in TAKEN

    def _stamp(self, *, sealed: str = "", **more: str) -> str:
        stamp = {"timestamp": str(int(self._account.now())), "nonce": str(self._chance.randrange(10**9, 10**10))}
        signed = {"signature": signature(self._token, **stamp), **stamp, **more}
        if sealed and self._seal is not None:
            signed["msg_signature"] = self._seal.sign(sealed, **stamp)
        return urlencode(signed, quote_via=quote, safe="")


def _json(said: dict[str, Any]) -> dict[str, Any]:
    """Without the elements around lists, and a list of one as its item, as WeChat writes JSON."""
    flat = {}
    for name, value in said.items():
        if isinstance(value, dict) and isinstance(value.get("List"), list):
            listed = value["List"]
            flat["List"] = listed[0] if len(listed) == 1 else listed
        else:
            flat[name] = value
    return flat


def xml(said: dict[str, Any]) -> str:
    """This will write elements as WeChat does: numbers bare, texts as CDATA, a list as its element again and again."""
    return "".join(
        f"<{name}>{_written(one)}</{name}>"
        for name, value in said.items()
        for one in (value if isinstance(value, list) else [value])
    )


def _written(value: Any) -> str:  # noqa: ANN401 what letters say
    if isinstance(value, dict):
        return xml(value)
    return str(value) if isinstance(value, int) else f"<![CDATA[{str(value).replace(']]>', ']]]]><![CDATA[>')}]]>"
