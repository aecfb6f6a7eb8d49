"""
Checks of a request before it leaves: each gives a sentence when its limit is broken.

A path names fields from the outside inwards, ``[]`` each item of a list: ``text.content``, ``tag[].name``.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

Body = Mapping[str, Any]
Check = Callable[[Body], str | None]

_DAY: Final = 86_400


def slim(value: Any) -> Any:  # noqa: ANN401 JSON
    """
    This will leave out what was not said: ``None``, and objects and lists in which nothing is left.

    WeCom takes an empty optional object for a missing parameter (40063). Empty texts stay: they clear a field.
    """
    if isinstance(value, Mapping):
        kept = {name: slim(inner) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if inner is not None and inner not in ({}, [])}
    return [slim(inner) for inner in value] if isinstance(value, list | tuple) else value


def characters(path: str, most: int, least: int = 0) -> Check:
    """This will hold a text to a number of characters."""
    return _each(path, lambda text: _between(len(text), least, most, f"{path} has {{}} characters"))


def octets(path: str, most: int) -> Check:
    """This will hold a text to a number of bytes in UTF-8: a Chinese character has three."""
    return _each(path, lambda text: _between(len(text.encode()), 0, most, f"{path} has {{}} bytes"))


def items(path: str, most: int, least: int = 0) -> Check:
    """This will hold a list to a number of items."""

    def check(body: Body) -> str | None:
        for value in values(body, path) if least == 0 else (list(values(body, path)) or [[]]):
            if problem := _between(len(value), least, most, f"{path} has {{}} items"):
                return problem
        return None

    return check


def listed(path: str, most: int) -> Check:
    """This will hold a text that lists names between ``|`` to a number of them."""
    return _each(path, lambda text: _between(text.count("|") + 1, 0, most, f"{path} has {{}} names"))


def whole(path: str, least: int, most: int) -> Check:
    """This will hold a number between two others."""
    return _each(path, lambda number: _between(number, least, most, f"{path} is {{}}"))


def some(*paths: str) -> Check:
    """This will ask for at least one of several fields."""

    def check(body: Body) -> str | None:
        given = any(value != "" for path in paths for value in values(body, path))
        return None if given else f"one of {', '.join(paths)} is needed"

    return check


def period(start: str, end: str, days: int) -> Check:
    """This will hold a period, both ends in seconds since 1970-01-01 UTC, to a number of days."""

    def check(body: Body) -> str | None:
        begins, ends = next(values(body, start), 0), next(values(body, end), 0)
        if ends < begins:
            return f"{start} comes after {end}"
        return _between(ends - begins, 0, days * _DAY, f"{start} to {end} is {{}} seconds")

    return check


def values(body: Any, path: str) -> Iterator[Any]:  # noqa: ANN401 JSON
    """This will give what stands at a path, none or many."""
    name, _, rest = path.partition(".")
    inner = body.get(name.removesuffix("[]")) if isinstance(body, Mapping) else None
    if inner is None:
        return
    for one in inner if name.endswith("[]") else [inner]:
        yield from values(one, rest) if rest else [one]


def _each(path: str, problem_of: Callable[[Any], str | None]) -> Check:
    return lambda body: next(filter(None, map(problem_of, values(body, path))), None)


def _between(size: int, least: int, most: int, sentence: str) -> str | None:
    if least <= size <= most:
        return None
    return f"{sentence.format(size)}, {f'{most} is the most' if size > most else f'{least} is the least'}"
