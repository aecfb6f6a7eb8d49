"""Consent, tags and reachability: what a person's lines come to when several identities answered."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from huoshui.people.contract import (
    EVERY_CHANNEL,
    ChannelReach,
    ConsentAnswer,
    ConsentLine,
    ContactLine,
    Purpose,
    Said,
    TagLine,
)

BY_ADDRESS = {"sms": "phone", "phone_call": "phone", "email": "email"}
"""Channels that need an address and a granted consent: channel → the kind of identifier or trait it goes to."""

CONNECTIONS: dict[str, tuple[str, bool]] = {
    "Contact Added": ("wecom", True),
    "Contact Deleted Staff": ("wecom", False),
    "Staff Deleted Contact": ("wecom", False),
    "Official Account Followed": ("wechat_mp", True),
    "Official Account Unfollowed": ("wechat_mp", False),
    "Subscription Granted": ("miniprogram", True),
    "Subscription Revoked": ("miniprogram", False),
}
"""Happenings that connect a person with us through a channel, or end it; being connected is the permission there."""

_ALLOWED_UNASKED = frozenset({Purpose.SERVICE.value})


def answers(lines: Iterable[ConsentLine], *, wanted: Sequence[tuple[str, str]] = ()) -> list[ConsentAnswer]:
    """
    This will answer for each purpose and channel that the lines mention, and for those ``wanted`` besides.

    The strictest identity wins: a withdrawal that is an identity's latest word denies, whatever the others said.
    """
    ledger = list(lines)
    asked = {(line.purpose, line.channel) for line in ledger} | set(wanted)
    return [answer(ledger, purpose=purpose, channel=channel) for purpose, channel in sorted(asked)]


def answer(lines: Iterable[ConsentLine], *, purpose: str, channel: str) -> ConsentAnswer:
    """This will answer for one purpose and channel; a line for every channel counts for this one."""
    latest: dict[int, ConsentLine] = {}
    for line in lines:
        if line.purpose == purpose and line.channel in {channel, EVERY_CHANNEL}:
            known = latest.get(line.identity)
            if known is None or _place(line) > _place(known):
                latest[line.identity] = line
    withdrawn = [line for line in latest.values() if not line.granted]
    if withdrawn:
        return ConsentAnswer(purpose, channel, Said.WITHDRAWN, allowed=False, decided_by=max(withdrawn, key=_place))
    if latest:
        return ConsentAnswer(purpose, channel, Said.GRANTED, allowed=True, decided_by=max(latest.values(), key=_place))
    return ConsentAnswer(purpose, channel, Said.MISSING, allowed=purpose in _ALLOWED_UNASKED, decided_by=None)


def tags(lines: Iterable[TagLine]) -> list[tuple[str, TagLine]]:
    """This will tell which tags a person carries, each with the line that put it there: the latest word decides."""
    added: dict[str, TagLine] = {}
    removed: defaultdict[str, int] = defaultdict(lambda: -(1 << 63))
    for line in lines:
        if line.removed_at is not None:
            removed[line.tag] = max(removed[line.tag], line.removed_at)
        known = added.get(line.tag)
        if line.added_at is not None and (known is None or _added(line) > _added(known)):
            added[line.tag] = line
    return [(tag, line) for tag, line in sorted(added.items()) if (line.added_at or 0) > removed[tag]]


def reach(
    *, addresses: frozenset[str], contacts: Sequence[ContactLine], consents: Sequence[ConsentLine]
) -> list[ChannelReach]:
    """
    This will tell through which channels a person may be reached for marketing, and why (not).

    ``addresses`` are the kinds of address that the person has (``phone``, ``email``).
    """
    found = [_by_address(channel, consents) for channel, address in sorted(BY_ADDRESS.items()) if address in addresses]
    by_channel: defaultdict[str, list[ContactLine]] = defaultdict(list)
    for contact in contacts:
        by_channel[contact.channel].append(contact)
    return found + [_by_connection(channel, lines, consents) for channel, lines in sorted(by_channel.items())]


def _by_address(channel: str, consents: Sequence[ConsentLine]) -> ChannelReach:
    said = answer(consents, purpose=Purpose.MARKETING, channel=channel)
    reason = {Said.GRANTED: "consented", Said.WITHDRAWN: "withdrawn", Said.MISSING: "no_consent"}[said.said]
    return ChannelReach(channel, said.allowed, reason, said.decided_by.occurred_at if said.decided_by else None)


def _by_connection(channel: str, contacts: list[ContactLine], consents: Sequence[ConsentLine]) -> ChannelReach:
    alive = [
        contact.since for contact in contacts if contact.active and not any(_ends(end, contact) for end in contacts)
    ]
    if not alive:
        return ChannelReach(channel, reachable=False, reason="disconnected", since=max(one.since for one in contacts))
    said = answer(consents, purpose=Purpose.MARKETING, channel=channel)
    if said.said is Said.WITHDRAWN and said.decided_by:
        return ChannelReach(channel, reachable=False, reason="withdrawn", since=said.decided_by.occurred_at)
    return ChannelReach(channel, reachable=True, reason="connected", since=min(alive))


def _ends(end: ContactLine, contact: ContactLine) -> bool:
    """Whether one line ends another: not before it, with the same counterpart, or where one does not say with whom."""
    same = end.counterpart == contact.counterpart or not end.counterpart or not contact.counterpart
    return not end.active and same and end.since >= contact.since


def _place(line: ConsentLine) -> tuple[int, bool]:
    return line.occurred_at, not line.granted  # of two words at the same moment the "no" counts


def _added(line: TagLine) -> tuple[int, str, int]:
    return line.added_at or 0, line.added_by or "", line.identity
