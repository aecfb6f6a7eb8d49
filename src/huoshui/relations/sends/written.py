"""Plans of mass sends as they are kept: JSON, there and back; and messages as the platform has them."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec

from huoshui.channels.wecom.shapes import sends as shapes
from huoshui.relations.sends.contract import Enclosed, Message, SendPlan


def kept(plan: SendPlan) -> str:
    """This will write a plan; of contacts that were listed only how many there were, for who is erased leaves no id."""
    audience = replace(plan.audience, contacts=(), listed=len(plan.audience.contacts))
    return msgspec.json.encode(replace(plan, audience=audience)).decode()


def digest(plan: SendPlan) -> str:
    """This will write what two plans have in common only when they are the same."""
    return hashlib.sha256(msgspec.json.encode(plan)).hexdigest()


def planned(said: Any) -> SendPlan:  # noqa: ANN401 JSON
    """This will read a plan."""
    return msgspec.convert(said, SendPlan)


def attachments(message: Message, media: Mapping[int, str]) -> list[shapes.Attachment]:
    """This will say what a message brings as the platform has it; ``media`` are its ids of our files."""
    return [_said(one, media.get(one.media or 0, "")) for one in message.attachments]


def _said(one: Enclosed, media_id: str) -> shapes.Attachment:
    if one.kind == "miniprogram":
        return shapes.MiniProgram(title=one.title, pic_media_id=media_id, appid=one.appid, page=one.url)
    if one.kind == "link":
        return shapes.Link(title=one.title, url=one.url, desc=one.words, media_id=media_id)
    kinds: dict[str, type[shapes.Image | shapes.Video | shapes.File]] = {
        "image": shapes.Image, "video": shapes.Video, "file": shapes.File,
    }  # fmt: skip
    return kinds[one.kind](media_id=media_id)
