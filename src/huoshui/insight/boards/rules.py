"""What a question says of the world outside it: the stored segments that it names."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def segments_of(question: Mapping[str, Any]) -> list[str]:
    """This will list the stored segments that a question names, each once, by name."""
    return sorted(set(_named(question)))


def _named(part: Any) -> Iterator[str]:  # noqa: ANN401 any JSON
    if isinstance(part, Mapping):
        if part.get("kind") == "segment" and isinstance(part.get("name"), str):
            yield part["name"]
        if isinstance(part.get("people"), str):
            yield part["people"]
        if part.get("by") == "segments":
            yield from (one for one in part.get("segments", ()) if isinstance(one, str))
        for below in part.values():
            yield from _named(below)
    elif isinstance(part, Sequence) and not isinstance(part, str):
        for below in part:
            yield from _named(below)
