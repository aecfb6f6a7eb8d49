"""Traits: how they are spelled, which are personal, and which of several values counts."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import orjson

from huoshui.bedrock.masks import mask
from huoshui.events import privacy
from huoshui.people.contract import Policy, Trait, TraitLine

MAX_NAME = 100
MAX_TRAITS = 300
NEWEST_SLOT = 0

DEFAULT_POLICIES: Mapping[str, Policy] = {
    "created_at": Policy.OLDEST,
    "registered_at": Policy.OLDEST,
    "first_channel": Policy.OLDEST,
    "interests": Policy.UNION,
    "hobbies": Policy.UNION,
    "owned_models": Policy.UNION,
}
"""Where nothing else was decided; any other trait follows its newest value."""

_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|[\s\-]+")
_PLAIN_NAMES = frozenset({"name", "full_name", "real_name", "姓名", "真实姓名"})
_PLAIN_ADDRESSES = frozenset({"address", "地址", "详细地址", "detail_address"})
_NICKNAMES = frozenset({"nickname", "nick_name", "nick", "昵称", "微信昵称"})
_SHORTEST_PERSONAL = 6
_SMALLEST_PHONE = 10**10
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_COUNTRY_CODE = re.compile(r"^\+?86(?=1\d{10}$)")


@lru_cache(maxsize=8192)
def spelled(name: str) -> tuple[str, str | None]:
    """
    This will give the trait's one spelling, and the kind of personal data it is (or nothing).

    ``phoneNumber``, ``手机号`` and ``mobile`` are all ``phone``; a receiver's name stays apart from the person's own.
    """
    word = _UNSTORABLE.sub("", _WORDS.sub("_", name).lower())[:MAX_NAME]
    kind = privacy.kind_of(name)
    if kind in {"phone", "email"}:
        return kind, kind
    if kind == "name" and word in _PLAIN_NAMES:
        return "name", kind
    if kind == "address" and word in _PLAIN_ADDRESSES:
        return "address", kind
    if word in _NICKNAMES:
        return "nickname", None
    plain = name if name.isascii() and not _UNSTORABLE.search(name) else _UNSTORABLE.sub("", name)
    return (word if kind else plain[:MAX_NAME]), kind


def written(value: Any) -> str:  # noqa: ANN401 any JSON
    """This will write a value as one canonical line of JSON that PostgreSQL can keep."""
    try:
        line = str(orjson.dumps(value, option=orjson.OPT_SORT_KEYS), "utf-8")
    except TypeError:  # lone surrogates, integers beyond 64 bits
        line = orjson.dumps(_storable(value), option=orjson.OPT_SORT_KEYS).decode()
    return line if "\\u0000" not in line else orjson.dumps(_storable(value), option=orjson.OPT_SORT_KEYS).decode()


def disclosed(given: str, kind: str | None, value: Any) -> tuple[Any, str | None]:  # noqa: ANN401 any JSON
    """
    This will give what may be shown of a trait, and the kind of personal data that it holds (or nothing).

    Personal data also hides where the name does not say so: a number that is a phone, an e-mail address in a list.
    """
    if value is None:
        return value, None
    if kind:
        return masked(kind, value), kind
    if isinstance(value, str):
        if len(value) < _SHORTEST_PERSONAL or value.isalpha():
            return value, None
    elif isinstance(value, int | float) and abs(value) < _SMALLEST_PHONE:
        return value, None
    shown = privacy.masked_traits({given: value})[given]
    if shown == value:
        return value, None
    return shown, "email" if isinstance(value, str) and "@" in value else "phone"


def masked(kind: str, value: Any) -> Any:  # noqa: ANN401 any JSON
    """This will show of a personal value what a mask shows; objects and lists show nothing but that they are there."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return mask(kind, str(value)) if value != "" else ""
    return "****"


def searched(kind: str, value: Any) -> str | None:  # noqa: ANN401 any JSON
    """This will give the form of a personal value by which a search finds it, or nothing when it cannot be."""
    if not isinstance(value, str | int) or isinstance(value, bool):
        return None
    text = " ".join(str(value).split()).casefold()
    if kind == "phone":
        text = _COUNTRY_CODE.sub("", re.sub(r"[\s()\-.]", "", text))
    return text or None


def slot_of(line: str) -> int:
    """This will tell in which slot of its (identity, name, source) a written value lies when each value is kept."""
    return int.from_bytes(hashlib.blake2b(line.encode(), digest_size=8).digest(), "big", signed=True) or 1


def decide(lines: Iterable[TraitLine], policies: Mapping[str, Policy]) -> dict[str, Trait]:
    """
    This will decide what counts of each trait, over the lines of all of a person's identities, in whatever order.

    A deletion (``None``) ends what was last said before it; ``""`` is a value like any other.
    """
    by_name: defaultdict[str, list[TraitLine]] = defaultdict(list)
    for line in lines:
        by_name[line.name].append(line)
    decided = (_decided(name, said, policy_of(name, policies)) for name, said in sorted(by_name.items()))
    return {trait.name: trait for trait in decided if trait is not None}


def policy_of(name: str, policies: Mapping[str, Policy]) -> Policy:
    """This will tell which policy a trait follows: the house's own decision, or the default."""
    return policies.get(name) or DEFAULT_POLICIES.get(_WORDS.sub("_", name).lower()) or Policy.NEWEST


def _decided(name: str, said: list[TraitLine], policy: Policy) -> Trait | None:
    deleted = max((_place(line) for line in said if line.value is None), default=(-(1 << 63), ""))
    alive = [line for line in said if line.value is not None and _place(line) > deleted]
    if not alive:
        return None
    if policy is Policy.UNION:
        return _union(name, alive)
    best = {
        Policy.NEWEST: lambda: max(alive, key=lambda line: (_place(line), _identical(line))),
        Policy.OLDEST: lambda: min(alive, key=lambda line: (line.first_at, line.message_id, _identical(line))),
        Policy.MAX: lambda: max(alive, key=lambda line: (_size(line.value), _place(line), _identical(line))),
        Policy.MIN: lambda: min(alive, key=lambda line: (_size(line.value), _place(line), _identical(line))),
    }[policy]()
    return Trait(name, best.value, policy, (best,))


def _union(name: str, alive: list[TraitLine]) -> Trait:
    values: dict[str, Any] = {}
    for line in alive:
        for value in line.value if isinstance(line.value, list) else [line.value]:
            values.setdefault(written(value), value)
    ordered = tuple(sorted(alive, key=lambda line: (_place(line), _identical(line)), reverse=True))
    return Trait(name, [values[key] for key in sorted(values)], Policy.UNION, ordered)


def _place(line: TraitLine) -> tuple[int, str]:
    return line.occurred_at, line.message_id


def _identical(line: TraitLine) -> tuple[int, int, int, str]:
    """Tells apart what was said at the same moment in one message, so that no order of rows decides."""
    return line.source, line.import_id, line.identity, written(line.value)


def _size(value: Any) -> tuple[int, float, str]:  # noqa: ANN401 any JSON
    """Numbers by size, texts (ISO dates too) by alphabet, numbers before texts."""
    if isinstance(value, bool | int | float):
        return 0, float(value), ""
    return 1, 0.0, value if isinstance(value, str) else written(value)


def _storable(value: Any) -> Any:  # noqa: ANN401 any JSON
    if isinstance(value, str):
        return _UNSTORABLE.sub("", value)
    if isinstance(value, Mapping):
        return {_UNSTORABLE.sub("", str(key)): _storable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(inner) for inner in value]
    if isinstance(value, int) and not -(1 << 63) <= value < 1 << 64:
        return float(value) if abs(value) < 1 << 1023 else str(value)
    return value
