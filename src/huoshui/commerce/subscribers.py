"""Commerce's event door: what the feed tells of orders is recorded."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Vault
from huoshui.channels import namespaces
from huoshui.commerce import operations
from huoshui.commerce.rules import reading
from huoshui.events.contract import Happening
from huoshui.identity.contract import Resolution

_WEAKEST = 999


async def on_happenings(
    session: AsyncSession,
    happenings: Sequence[Happening],
    resolution: Resolution,  # noqa: ARG001 orders are kept by identity; whose it is is asked when it is read
    *,
    vault: Vault,
    now: datetime,  # noqa: ARG001 every listener has the same face
) -> None:
    """This will record what the happenings say of orders; those that say nothing of an order are passed over."""
    reports = [
        _report(happening, place)
        for happening in happenings
        if happening.name in reading.KINDS and (place := reading.place(happening.properties)) is not None
    ]
    if reports:
        await operations.record(session, reports=reports, vault=vault)


def _report(happening: Happening, place: tuple[str, str, str]) -> operations.Report:
    properties = happening.properties
    kind, says = reading.statement(reading.KINDS[happening.name], properties, channel=happening.channel)
    identity = happening.identity or None
    fact = reading.Fact(
        reading.fact_key(happening.source, happening.message_id),
        kind,
        reading.stated_at(properties, happening.occurred_at),
        happening.occurred_at,
        happening.import_id,
        identity,
        _WEAKEST if identity is None else _rank(happening, identity),
        says,
    )
    receiver = reading.receiver(properties) if "receiver" in properties else None
    return operations.Report(reading.order_key(*place), place, fact, receiver)


def _rank(happening: Happening, identity: int) -> int:
    for known in happening.identifiers:
        if known.identity == identity:
            return namespaces.rank(known.namespace)
    return _WEAKEST
