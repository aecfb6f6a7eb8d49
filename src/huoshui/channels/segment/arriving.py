"""One message becomes one arrival: who, what, when, through which channel, and what stands against taking it."""

import hashlib
import secrets
from typing import Any, Final

import msgspec
import orjson

from huoshui.channels.contract import MAX_MESSAGE_ID, Arrival
from huoshui.channels.segment import documents, loose, moments, surroundings
from huoshui.channels.segment.documents import Document
from huoshui.channels.segment.identifiers import OWN_CONTACT_EVENTS, Identifiers, add_own, text_of
from huoshui.channels.segment.problems import bad_moment, problem_of
from huoshui.channels.segment.shapes import Broken, Message, Text

_UNKNOWABLE: Final = -1
"""Stands for a moment that cannot be told until the arrival is marked with a problem."""


class Request:
    """What the messages of one request share, and how each becomes an arrival."""

    __slots__ = ("_sent_at", "_sent_said", "channel", "context", "received", "seen", "sent")

    def __init__(self, received: int, channel: str, sent: Text) -> None:
        self.received = received
        self.channel = channel
        self.sent = sent
        self.context = b""
        """The context that the messages share, as JSON; empty when there is none."""
        self.seen: dict[str, int] = {}
        self._sent_said: Text = None
        self._sent_at: int | None = None

    def share(self, head: Message | Broken) -> None:
        """Take over what a batch says for all its messages."""
        if isinstance(head, Broken):
            head = head.salvaged or Message()
        if head.sentAt is not None:
            self.sent = head.sentAt
        shared = documents.context(head.context, b"")
        self.context = documents.encode(shared.content)[1] if shared.content else b""

    def arrival(self, item: Message | Broken, kind: str | None, index: int) -> Arrival:
        """
        Build the arrival of one item; ``kind`` is the route's, if it has one, ``index`` its place in the request.

        :raises ValueError: if its properties or context are no JSON object
        """
        if type(item) is Broken:
            return self._broken(item, kind, index)
        message: Message = item  # type: ignore[assignment]  # a type check by `is` costs least
        return self._arrival(message, kind or message.type or "", index)

    def _broken(self, item: Broken, kind: str | None, index: int) -> Arrival:
        """An item that is not a message is kept whole, with why it cannot be taken."""
        salvaged = item.salvaged or Message()
        _, kept = documents.encode(item.content if isinstance(item.content, dict) else {"item": item.content})
        salvaged.properties = msgspec.Raw(kept)
        salvaged.messageId = salvaged.messageId or self._digest(salvaged, stated=True)
        arrival = self._arrival(salvaged, kind or salvaged.type or "", index)
        arrival.properties = kept
        arrival.problem = (item.code, item.message)
        return arrival

    def _arrival(self, item: Message, kind: str, index: int) -> Arrival:
        given = documents.properties(item.properties)
        context = documents.context(item.context, self.context)
        identifiers = _named(item, kind)
        name, traits, channel = item.event or "", None, context.channel or self.channel
        if kind == "track":
            if name in OWN_CONTACT_EVENTS:
                add_own(identifiers, given.content)
        else:
            name, given, traits = _of_kind(kind, item, given, context.content)
            if kind == "identify":
                add_own(identifiers, traits or {})
            elif kind == "page":
                channel = surroundings.channel(self.channel, context.content, given.content)
        if kind != "alias":
            identifiers += given.identifiers
            identifiers += context.identifiers
        stated, sent, occurred, source = self._moments(item)
        arrival = Arrival(
            item.messageId or self._digest(item, stated=source != "received" or occurred < 0),
            kind,
            name,
            occurred,
            stated,
            sent,
            source,
            channel,
            identifiers,
            given.text,
            context.text,
            traits,
            index,
        )
        arrival.problem = problem_of(arrival, given.flaw or context.flaw) if occurred >= 0 else bad_moment(item)
        if arrival.problem is not None:
            self._make_keepable(arrival, item)
        return arrival

    def _moments(self, item: Message) -> tuple[int | None, int | None, int, str]:
        """Stated, sent, occurred, and how that was decided."""
        said = item.timestamp if item.originalTimestamp is None else item.originalTimestamp
        sent_said = self.sent if item.sentAt is None else item.sentAt
        if sent_said is not self._sent_said:
            self._sent_said = sent_said
            self._sent_at = None if sent_said is None else moments.milliseconds(sent_said)
        if said is None or said == "":
            return None, self._sent_at, self.received, "received"
        stated = moments.milliseconds(said)
        decided = None if stated is None else moments.occurred(stated, self._sent_at, self.received)
        return (stated, self._sent_at, *(decided or (_UNKNOWABLE, "received")))

    def _digest(self, item: Message, *, stated: bool) -> str:
        """
        Make a message id out of the content, so that a retry is known again.

        Without any stated moment two equal messages may be two acts: each is then its own.
        """
        sent = item.sentAt if item.sentAt is not None else self.sent
        if not stated and sent is None:
            return f"none-{secrets.token_hex(16)}"
        item.sentAt = None if stated else sent
        plain = {
            **msgspec.structs.asdict(item),
            "properties": documents.properties(item.properties).content,
            "context": documents.context(item.context, b"").content,
        }
        content = hashlib.blake2b(documents.encode(plain)[1], digest_size=16).hexdigest()
        nth = self.seen[content] = self.seen.get(content, 0) + 1
        return f"content-{content}" if nth == 1 else f"content-{content}-{nth}"

    def _make_keepable(self, arrival: Arrival, item: Message) -> None:
        """Make what goes to quarantine storable there: a sane moment, no great depth, an id of ordinary length."""
        if arrival.occurred_at == _UNKNOWABLE:
            arrival.occurred_at = self.received
        if arrival.problem and arrival.problem[0] == "TooDeep":
            arrival.properties, arrival.context = _shallow(arrival.properties), _shallow(arrival.context)
            arrival.traits = loose.storable(arrival.traits)
        if len(arrival.message_id) > MAX_MESSAGE_ID:
            arrival.message_id = self._digest(item, stated=True)


def _shallow(text: bytes) -> bytes:
    return orjson.dumps(loose.storable(orjson.loads(text)))


def _named(item: Message, kind: str) -> Identifiers:
    """The user and the visitor that a message names; an alias names only the user: it links nobody."""
    identifiers: Identifiers = []
    user, anonymous = item.userId, item.anonymousId
    if user:
        identifiers.append(("user_id", user if type(user) is str else text_of(user)))
    if anonymous and (kind != "alias" or not user):
        identifiers.append(("anonymous", anonymous if type(anonymous) is str else text_of(anonymous)))
    return identifiers


def _of_kind(
    kind: str, item: Message, given: Document, context: dict[str, Any]
) -> tuple[str, Document, dict[str, Any] | None]:
    """Name, properties and traits of everything but a track."""
    if kind == "identify":
        stated = documents.stated(_traits(item, context))
        return "", stated, stated.content
    if kind == "group":
        return "", documents.document({**(item.traits or given.content), "groupId": text_of(item.groupId)}), None
    if kind == "alias":
        return "", documents.document({**given.content, "previousId": text_of(item.previousId)}), None
    if item.category and "category" not in given.content:
        given = documents.stated({**given.content, "category": item.category})
    return item.name or text_of(given.content.get("name")) or item.event or "", given, None


def _traits(item: Message, context: dict[str, Any]) -> dict[str, Any]:
    """Some SDKs put an identify's traits into the context; what stands in both is taken from ``traits``."""
    shared, own = context.get("traits"), item.traits or {}
    return {**shared, **own} if isinstance(shared, dict) else own
