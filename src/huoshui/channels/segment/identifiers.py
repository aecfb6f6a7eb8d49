"""Which fields of a message name its person: the spec's own, ``externalIds``, and property names that are reserved."""

from collections.abc import Mapping
from typing import Any, Final

Identifiers = list[tuple[str, str]]

DEFAULT_SCOPE = "default"
"""The scope of a UnionID or an external contact when the message does not say which account's it is."""

_EXTERNAL_TYPES: Final = {
    "user_id": "user_id",
    "userid": "user_id",
    "anonymous_id": "anonymous",
    "anonymousid": "anonymous",
    "mobile": "phone",
    "ios.id": "device",
    "ios.idfa": "device",
    "ios.idfv": "device",
    "android.id": "device",
    "android.idfa": "device",
    "android.oaid": "device",
    "device_id": "device",
}
"""Segment's names for types of external ids to our namespaces; any other type is taken for a namespace itself."""

_PLAIN: Final = {"member_no": "member_no", "buyer_phone": "phone", "buyer_email": "email"}
_SCOPED: Final = {
    "unionid": ("wechat_unionid", ("open_platform",), DEFAULT_SCOPE),
    "external_userid": ("wecom_external", ("corp_id", "corpid"), DEFAULT_SCOPE),
    "openid": ("wechat_openid", ("appid", "app_id"), ""),
    "douyin_openid": ("douyin_openid", ("appid", "app_id"), ""),
    "douyin_unionid": ("douyin_unionid", ("developer", "open_platform"), DEFAULT_SCOPE),
    "doudian_openid": ("doudian_openid", ("shop_id",), ""),
    "yz_open_id": ("youzan_openid", ("kdt_id",), DEFAULT_SCOPE),
}
"""Property name to namespace, the properties that may hold its scope, and its scope without ("": no identifier)."""
RESERVED: Final = frozenset(_PLAIN) | frozenset(_SCOPED)
"""Property and trait names that are identifiers on every event."""

_OWN: Final = {
    "phone": "phone",
    "mobile": "phone",
    "tel": "phone",
    "telephone": "phone",
    "phone_number": "phone",
    "phoneNumber": "phone",
    "手机": "phone",
    "手机号": "phone",
    "email": "email",
    "email_address": "email",
    "邮箱": "email",
}
_OWN_NAMES: Final = frozenset(_OWN)
OWN_CONTACT_EVENTS: Final = frozenset({"Lead Submitted", "Signed Up", "Member Joined", "Test Ride Booked"})
"""Events whose ``phone`` and ``email`` are the person's own; elsewhere (an order's receiver) they may be another's."""


def text_of(value: object) -> str:
    """Write an id as text: ``123``, ``123.0`` and ``"123"`` are one; what cannot be an id becomes ``""``."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**63:
        return str(int(value))
    return str(value)


def add_reserved(identifiers: Identifiers, properties: Mapping[str, Any]) -> None:
    """Add what the reserved property names hold."""
    for name, namespace in _PLAIN.items():
        if value := text_of(properties.get(name)):
            identifiers.append((namespace, value))
    for name, (namespace, scopes, fallback) in _SCOPED.items():
        if value := text_of(properties.get(name)):
            scope = next((found for key in scopes if (found := text_of(properties.get(key)))), fallback)
            if scope:
                identifiers.append((f"{namespace}:{scope}", value))


def add_own(identifiers: Identifiers, traits: Mapping[str, Any]) -> None:
    """Add the phone and email that a person's own traits state."""
    if _OWN_NAMES.isdisjoint(traits):
        return
    for name, namespace in _OWN.items():
        if value := text_of(traits.get(name)):
            identifiers.append((namespace, value))


def add_of_context(identifiers: Identifiers, context: Mapping[str, Any]) -> None:
    """Add the device and the external ids that a message's context states."""
    device = context.get("device")
    if isinstance(device, dict):
        for key in ("id", "advertisingId"):
            if value := text_of(device.get(key)):
                identifiers.append(("device", value))
    external = context.get("externalIds")
    if isinstance(external, list):
        for item in external:
            if isinstance(item, dict):
                _add_external(identifiers, item)


def _add_external(identifiers: Identifiers, item: Mapping[str, Any]) -> None:
    kind, value = text_of(item.get("type")), text_of(item.get("id"))
    # a collection other than "users" names another thing than the person: an account, a device group
    if kind and value and item.get("collection") in (None, "", "users"):
        identifiers.append((_EXTERNAL_TYPES.get(kind.lower(), kind), value))
