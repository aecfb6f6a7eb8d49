"""A person's timeline, newest first, and the export of everything we hold about them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock import ids
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.crypto import Vault
from huoshui.events import dictionary
from huoshui.people import warehouse
from huoshui.people.contract import Moment, NotAPlace
from huoshui.people.queries.profile import Profile, profile

MOST_MOMENTS = 1000
_EXPORT_PAGE = 5000


@dataclass(frozen=True, slots=True)
class Timeline:
    """Some moments, the newest first, and the place where the older ones begin (nothing at the end)."""

    moments: tuple[Moment, ...]
    next: str | None


async def timeline(clickhouse: ClickHouse, *, identities: Sequence[int], before: str = "", limit: int = 50) -> Timeline:
    """
    This will give what happened to these identities, the newest first.

    The identities come from PostgreSQL this moment, so that a merge or split shows at once.

    :raises NotAPlace: if ``before`` is not what an earlier page gave
    """
    limit = max(1, min(limit, MOST_MOMENTS))
    if not identities:
        return Timeline((), None)
    place = _place(before) if before else None
    rows = await warehouse.timeline(clickhouse, identities, before=place, limit=limit + 1)
    moments = tuple(_moment(row) for row in rows[:limit])
    more = len(rows) > limit
    return Timeline(moments, f"{moments[-1].occurred_at}.{moments[-1].message_id}" if more else None)


async def export(session: AsyncSession, clickhouse: ClickHouse, *, person: int, vault: Vault) -> dict[str, Any]:
    """This will give everything that we hold about a person, personal data in clear, as JSON-like content."""
    everything = await profile(session, person=person, vault=vault, clear=True)
    return {
        "person": ids.render(person),
        "identified": everything.identified,
        "reachable": everything.reachable,
        "identifiers": [_without_sealed(asdict(one)) for one in everything.identifiers],
        "traits": [_trait(everything, index) for index in range(len(everything.traits))],
        "tags": [{"tag": tag, **_without_sealed(asdict(line))} for tag, line in everything.tags],
        "consents": [_without_sealed(asdict(line)) for line in everything.ledger],
        "contacts": [_without_sealed(asdict(line)) for line in everything.contacts],
        "affiliations": [_without_sealed(asdict(line)) for line in everything.affiliations],
        **everything.sections,
        "events": await _all_moments(clickhouse, everything.identities),
    }


async def _all_moments(clickhouse: ClickHouse, identities: list[int]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    place: tuple[int, str] | None = None
    while identities:
        rows = await warehouse.timeline(clickhouse, identities, before=place, limit=_EXPORT_PAGE)
        found += [_without_sealed(asdict(_moment(row))) for row in rows]
        if len(rows) < _EXPORT_PAGE:
            break
        place = rows[-1]["moment"], rows[-1]["message_id"]
    return found


def _trait(everything: Profile, index: int) -> dict[str, Any]:
    trait = everything.traits[index]
    return {
        "name": trait.name,
        "value": trait.value,
        "policy": trait.policy.value,
        "lines": [_without_sealed(asdict(line)) for line in trait.lines],
    }


def _without_sealed(line: dict[str, Any]) -> dict[str, Any]:
    """A line for the outside: identities as text, nothing sealed."""
    return {key: ids.render(value) if key == "identity" else value for key, value in line.items() if key != "sealed"}


def _moment(row: dict[str, Any]) -> Moment:
    entry = dictionary.entry_of(row["name"])
    return Moment(
        occurred_at=row["moment"],
        received_at=row["received"],
        message_id=row["message_id"],
        name=row["name"],
        chinese=entry.chinese if entry else "",
        kind=row["kind"],
        channel=row["channel"],
        source=row["source"],
        identity=row["identity"],
        properties=row["properties"],
    )


def _place(before: str) -> tuple[int, str]:
    moment, _, message_id = before.partition(".")
    if not moment.lstrip("-").isdecimal() or len(moment) > 16:
        raise NotAPlace(after=before[:60])
    return int(moment), message_id
