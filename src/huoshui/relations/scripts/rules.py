"""What a script may hold, and what a search finds it by."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from huoshui.relations.scripts.contract import PICTURE_MOST_BYTES, TEXT_MOST_BYTES, NotAScriptPart, NotAScriptPicture

_KINDS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}


def check(parts: Sequence[Mapping[str, Any]]) -> None:
    """
    This will see that a message can bring each part.

    :raises NotAScriptPart: if it cannot
    """
    for place, part in enumerate(parts, 1):
        why = _wrong(part)
        if why:
            raise NotAScriptPart(place=place, why=why)


def _wrong(part: Mapping[str, Any]) -> str:
    text, url = str(part.get("text", "")), str(part.get("url", ""))
    match part["kind"]:
        case "text":
            if not text.strip():
                return "a text says something"
            size = len(text.encode())
            return f"it has {size} bytes, and {TEXT_MOST_BYTES} is the most" if size > TEXT_MOST_BYTES else ""
        case "link":
            try:
                whole = urlsplit(url)
                fits = whole.scheme in {"http", "https"} and bool(whole.hostname)
            except ValueError:
                fits = False
            return "" if fits else "a link begins with https:// or http://"
        case _:
            return "" if part.get("picture") else "a picture is uploaded first"


def words(title: str, parts: Sequence[Mapping[str, Any]]) -> str:
    """This will give what a search looks in: title and texts, in lower case."""
    said = [title, *(str(part.get(name, "")) for part in parts for name in ("text", "title", "url"))]
    return "\n".join(one for one in said if one).lower()


def picture_kind(content: bytes) -> str:
    """
    This will tell what kind of picture something is, by how it begins.

    :raises NotAScriptPicture: if it is none, or too large for a message
    """
    if len(content) > PICTURE_MOST_BYTES:
        raise NotAScriptPicture(why=f"it has {len(content)} bytes, and {PICTURE_MOST_BYTES} is the most")
    kind = next((kind for begin, kind in _KINDS.items() if content.startswith(begin)), None)
    if kind is None:
        raise NotAScriptPicture(why="it is neither PNG, JPEG nor GIF")
    return kind
