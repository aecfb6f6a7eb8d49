"""What a message's context tells of its channel, and what of it is kept."""

from typing import Any, Final

from huoshui.channels.recognition import CHANNELS, channel_of

_OF_PERSON: Final = frozenset({"traits", "ip"})
TELLING: Final = _OF_PERSON | {"device", "externalIds", "campaign", "page", "channel"}
"""Without any of these a context tells nothing of person or channel: most messages of servers are so."""
_LONGEST_ADDRESS: Final = 45
_NOTHING: Final[dict[str, Any]] = {}


def channel(default: str, context: dict[str, Any], page_view: dict[str, Any]) -> str:
    """
    Tell the channel of a message: ``context.channel`` when it names one, else what campaign, page and referrer say.

    ``page_view`` holds the properties of a page call, which stand in for a missing ``context.page``.
    """
    campaign, page = context.get("campaign"), context.get("page") or page_view
    if not (campaign or page or "channel" in context):
        return default
    said = context.get("channel")
    if isinstance(said, str) and said in CHANNELS:
        return said
    if not isinstance(campaign, dict):
        campaign = _NOTHING
    if not isinstance(page, dict):
        page = _NOTHING
    return channel_of(
        default,
        utm_source=_text(campaign.get("source")),
        utm_medium=_text(campaign.get("medium")),
        referrer=_text(page.get("referrer")),
        url=_text(page.get("url")),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def without_person(context: dict[str, Any]) -> dict[str, Any]:
    """Leave out what names a person: traits are stated by identify, and an IP address keeps only its network."""
    if _OF_PERSON.isdisjoint(context):
        return context
    kept = {key: value for key, value in context.items() if key != "traits"}
    if "ip" in kept:
        kept["ip"] = _network(kept["ip"])
    return kept


def _network(address: object) -> str:
    text = address if isinstance(address, str) and len(address) <= _LONGEST_ADDRESS else ""
    if ":" in text:
        return ":".join(text.split(":")[:3]) + "::"
    head, dot, _ = text.rpartition(".")
    return f"{head}.0" if dot else ""
