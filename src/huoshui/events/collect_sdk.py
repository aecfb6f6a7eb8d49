"""What SDKs ask for besides sending: their settings, and a picture of one pixel."""

import base64
import binascii
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from huoshui.channels.contract import UnreadableBody
from huoshui.events.contract import Source

PIXEL: Final = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
"""A transparent GIF of one pixel."""


def segment_settings(write_key: str, *, host: str, protocol: str) -> dict[str, Any]:
    """Write what analytics-next fetches before it sends: no other destination than us, no metrics to anyone."""
    api = {"apiKey": write_key, "apiHost": f"{host}/v1", "protocol": protocol}
    return {
        "integrations": {"Segment.io": {**api, "unbundledIntegrations": [], "addBundledMetadata": True}},
        "plan": {"track": {"__default": {"enabled": True, "integrations": {}}}},
        "edgeFunction": {},
        "analyticsNextEnabled": True,
        "middlewareSettings": {},
        "enabledMiddleware": {},
        "metrics": {"sampleRate": 0, "host": f"{host}/v1"},
        "legacyVideoPluginsEnabled": False,
        "remotePlugins": [],
        "consentSettings": None,
    }


def rudder_source(write_key: str, source: Source) -> dict[str, Any]:
    """Write what RudderStack's browser SDK fetches before it sends: an enabled source without destinations."""
    nothing = {"errors": {"enabled": False}, "metrics": {"enabled": False}}
    return {
        "source": {
            "id": str(source.id),
            "name": source.name,
            "writeKey": write_key,
            "enabled": True,
            "workspaceId": "huoshui",
            "config": {"statsCollection": nothing},
            "connections": [],
            "destinations": [],
            "dataplanes": {},
        }
    }


def pixel_body(query: Iterable[tuple[str, str]]) -> bytes:
    """
    Turn a pixel's query into the body that a POST would have carried.

    It is either ``data``, base64 of JSON, or flat: ``userId=u1&event=Opened&properties.subject=Hi``.

    :raises UnreadableBody: if ``data`` is not base64
    """
    flat = dict(query)
    if data := flat.get("data"):
        try:
            plain = data.replace("-", "+").replace("_", "/").replace(" ", "+").rstrip("=")
            return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
        except (binascii.Error, ValueError):
            raise UnreadableBody(why="data is not base64") from None
    nested: dict[str, Any] = {}
    for name, value in flat.items():
        _put(nested, name.split(".")[:4], value)
    return msgspec.json.encode(nested)


def _put(into: dict[str, Any], path: list[str], value: str) -> None:
    for step in path[:-1]:
        inner = into.setdefault(step, {})
        if not isinstance(inner, dict):
            return
        into = inner
    into[path[-1]] = value
