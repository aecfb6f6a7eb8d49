"""What SDKs post: one message, or a batch of them; unknown fields are skipped unread."""

from typing import Any

import msgspec

Text = str | int | float | None
"""SDKs differ on whether an id or a moment is a string or a number; both are read, a string is kept."""


_ABSENT = msgspec.Raw()


class Message(msgspec.Struct, gc=False):
    """
    One call of an SDK: https://segment.com/docs/connections/spec/common/.

    Properties and context stay unread here, because the same ones come again and again (see `documents`).
    """

    type: str | None = None
    event: str | None = None
    userId: Text = None  # noqa: N815 the wire's names
    anonymousId: Text = None  # noqa: N815
    messageId: str | None = None  # noqa: N815
    timestamp: Text = None
    originalTimestamp: Text = None  # noqa: N815
    sentAt: Text = None  # noqa: N815
    properties: msgspec.Raw = _ABSENT
    context: msgspec.Raw = _ABSENT
    traits: dict[str, Any] | None = None
    name: str | None = None
    category: str | None = None
    groupId: Text = None  # noqa: N815
    previousId: Text = None  # noqa: N815


class Body(Message, gc=False):
    """A request's body: a batch with what its messages share, or a single message."""

    batch: list[Message] | None = None


class Keyed(msgspec.Struct, gc=False):
    """The write key that some SDKs put into the body, under the names that they know it by."""

    writeKey: str | None = None  # noqa: N815
    api_key: str | None = None
    token: str | None = None


class Broken(msgspec.Struct, gc=False):
    """An item of a batch that is not a message: where a message would stand, why it is none, and what it was."""

    code: str
    message: str
    content: Any = None
    salvaged: Message | None = None
    """What could be read of it all the same."""
