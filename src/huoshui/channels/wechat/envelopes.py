"""
The envelopes of callbacks, in XML or JSON, as the account's owner chose.

https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html
"""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import orjson

from huoshui.channels.wecom.envelopes import Fields, Unreadable, number, read_xml, text

_DEEPEST: Final = 16
_ABOUT: Final = ("EventKey", "MsgID", "MsgId", "List", "SubscribeMsgPopupEvent", "SubscribeMsgChangeEvent",
                 "SubscribeMsgSentEvent")  # fmt: skip
"""What tells two events of one kind apart, when one person makes both within a second."""


@dataclass(frozen=True)
class Envelope:
    """What every callback says; ``event`` is the kind of a message where it is one (``text``, ``image`` …)."""

    account: str
    openid: str
    kind: str
    event: str
    created_at: int = 0
    message_id: str = ""
    fields: Fields = field(default_factory=dict)
    """All that was said, the above included."""

    @cached_property
    def key(self) -> str:
        """
        The name of this callback for ever, the same each time it is brought.

        A message has its MsgId. An event has who, when and which, and what it is about: two buttons pressed within a
        second are two events.
        """
        if self.message_id and self.kind != "event":
            said: list[Any] = [self.account, "message", self.message_id]
        else:
            about = {name: self.fields[name] for name in _ABOUT if name in self.fields}
            said = [self.account, self.openid, self.created_at, self.kind, self.event, about]
        return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()


def read(letter: bytes) -> Envelope:
    """
    This will read what was told, in either form.

    :raises Unreadable: if it is neither, or does not say of whom it is or what it is
    """
    fields = fields_of(letter)
    account, openid, kind = text(fields, "ToUserName"), text(fields, "FromUserName"), text(fields, "MsgType")
    event = text(fields, "Event") if kind == "event" else kind
    if not account or not openid or not event:
        raise Unreadable("it names no account, nobody, or no event")
    return Envelope(
        account, openid, kind, event, number(fields, "CreateTime"), text(fields, "MsgId", "MsgID"), fields
    )  # fmt: skip


def fields_of(document: bytes) -> Fields:
    """
    This will read a callback's body.

    :raises Unreadable: if it is neither XML nor JSON
    """
    if not document.lstrip().startswith(b"{"):
        return read_xml(document)
    try:
        said = orjson.loads(document)
    except orjson.JSONDecodeError as error:
        raise Unreadable(str(error)) from None
    return {name: _field(value, 1) for name, value in said.items()}


def _field(value: Any, depth: int) -> Any:  # noqa: ANN401 JSON
    """JSON in the form that XML is read in: texts, what is inside by name, lists."""
    if depth > _DEEPEST:
        raise Unreadable("it is nested too deep")
    if isinstance(value, dict):
        return {name: _field(inner, depth + 1) for name, inner in value.items()}
    if isinstance(value, list):
        return [_field(inner, depth + 1) for inner in value]
    return "" if value is None else str(value).strip()
