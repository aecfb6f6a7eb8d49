"""Letters as WeCom writes them, in both forms, and a corp whose app hears them."""

import os
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from huoshui.channels.wecom.channel import Ear
from huoshui.channels.wecom.signing import Seal

CORP = "ww1234567890abcdef"
ANNA = "wmAnnaAAAAAAAAAAAAAAAAAAAAAAAAAA"
BERT = "woBertBBBBBBBBBBBBBBBBBBBBBBBBBB"
AT = 1_795_296_001
DAY = 86_400
NOW = datetime.fromtimestamp(AT + 3, UTC)
SEAL = Seal(token="QDG6eK", encoding_aes_key="jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", receive_id=CORP)
EAR = Ear(SEAL, corp_id=CORP)


def elements(said: dict[str, object]) -> str:
    return "".join(
        f"<{name}>{one if str(one).startswith('<') or str(one).isdigit() else f'<![CDATA[{one}]]>'}</{name}>"
        for name, value in said.items()
        for one in (value if isinstance(value, list) else [value])
    )


def own(event: str, change: str = "", *, at: int = AT, **said: object) -> bytes:
    """What an app of the corp's own is sent."""
    head = {"ToUserName": CORP, "FromUserName": "sys", "CreateTime": at, "MsgType": "event", "Event": event}
    return f"<xml>{elements(head | ({'ChangeType': change} if change else {}) | said)}</xml>".encode()


def suite(event: str, change: str = "", **said: object) -> bytes:
    """What a third party's suite is sent."""
    head = {"SuiteId": "ww4asffe99e54c0f4c", "AuthCorpId": CORP, "InfoType": event, "TimeStamp": AT}
    return f"<xml>{elements(head | ({'ChangeType': change} if change else {}) | said)}</xml>".encode()


def contact(change: str, *, at: int = AT, **said: object) -> bytes:
    return own("change_external_contact", change, at=at, **{"UserID": "zhangsan", "ExternalUserID": ANNA, **said})


def posted(letter: bytes, *, seal: Seal = SEAL, at: int = AT, nonce: str = "1372623149") -> tuple[bytes, bytes]:
    """The query and the body in which a letter arrives, sealed anew each time."""
    encrypted = seal.seal(letter, random=os.urandom(16))
    signature = seal.sign(encrypted, timestamp=str(at), nonce=nonce)
    query = urlencode({"msg_signature": signature, "timestamp": at, "nonce": nonce}, quote_via=quote).encode()
    return (
        query,
        f"<xml><ToUserName><![CDATA[{CORP}]]></ToUserName><AgentID>1</AgentID><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>".encode(),
    )
