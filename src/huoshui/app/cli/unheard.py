"""Events that a file names and that never came: mostly a slip of the pen, which would otherwise look like a plain 0."""

from collections.abc import Iterator
from typing import Any

from huoshui.app.cli.terminal import shown, terminal

_MOST = 10


async def of(client: Any, asked: Any) -> list[str]:  # noqa: ANN401 the client's type would import the engines' client
    """This will find which events of a definition or question nobody ever sent; the dictionary's may yet come."""
    words = sorted(set(_events(asked)))
    if not words:
        return []
    entries = await client.get("/events/dictionary")
    known = {name for entry in entries for name in (entry["name"], entry["chinese"])}
    unheard = []
    for word in [word for word in words if word not in known][:_MOST]:
        where = {"kind": "did", "events": [word]}
        found = await client.post("/segments/count", {"segment": {"version": 1, "where": where}})
        if not found["people"]:
            unheard.append(word)
    return unheard


def tell(words: list[str]) -> None:
    """This will say so, beside an answer for people."""
    for word in words:
        terminal.aside.print(
            f"[yellow]![/] no event “{shown(word)}” ever came 从未收到过这个事件 → "
            "[b]huoshui events tail --back 600[/] shows names",
            soft_wrap=True,
        )


def _events(part: Any) -> Iterator[str]:  # noqa: ANN401 any JSON
    if isinstance(part, list):
        for one in part:
            yield from _events(one)
    if isinstance(part, dict):
        for name, inner in part.items():
            if name == "events" and isinstance(inner, list):
                yield from (word for word in inner if isinstance(word, str))
            else:
                yield from _events(inner)
