"""Making the system know an account of ours on a platform, whether it knew it before or not."""

from collections.abc import Mapping
from typing import Any, Final

import httpx2

from huoshui.rehearsal.answers import read

_DRAWN: Final = frozenset({"wecom", "wechat_mp", "kuaishou", "tencent_ads", "wxshop"})
"""The channels whose callbacks are signed with what the system draws."""


async def connect(
    http: httpx2.AsyncClient, *, channel: str, name: str, title: str, app_id: str, agent_id: int = 0, secret: str = "",
    address: str = "",
) -> Mapping[str, Any]:  # fmt: skip
    """
    This will connect an account, and give the ``token`` and ``key`` by which its callbacks are signed.

    One of a play before gets its address and secret anew, and is resumed.

    :raises NotTaken: if a door refuses
    """
    known = {one["name"]: one for one in read(await http.get("/api/connectors"))}
    if name not in known:
        account = {"channel": channel, "name": name, "title": title, "corp_id": app_id, "agent_id": agent_id,
                   "secret": secret, "address": address}  # fmt: skip
        made: Mapping[str, Any] = read(await http.post("/api/connectors", json=account))
        return made
    path = f"/api/connectors/{name}"
    changed = {"title": title, "address": address, "version": known[name]["version"]}
    read(await http.put(path, json=changed))
    if secret:
        read(await http.put(f"{path}/credentials", json={"secret": secret}))
    read(await http.post(f"{path}/resume"))
    return read(await http.post(f"{path}/rotate")) if channel in _DRAWN else {"token": "", "key": ""}
