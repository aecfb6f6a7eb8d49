"""The language of these tests: somebody did something, and it reaches identity and people as the feed brings it."""

import itertools
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Keys, Vault
from huoshui.channels import namespaces
from huoshui.events.contract import Happening, KnownIdentifier
from huoshui.identity.operations.observing import observe
from huoshui.people import subscribers

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
AT = int(NOW.timestamp() * 1000) - 86_400_000
"""Yesterday, in milliseconds."""
_numbers = itertools.count(1)


class World:
    """One transaction's people, fed as the product feeds them."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self.session = session
        self.vault = vault

    @property
    def keys(self) -> Keys:
        return self.vault.keys

    def known(self, written: str) -> KnownIdentifier:
        namespace, value = namespaces.parse(written)
        normal = namespaces.normalize(namespace, value)
        assert isinstance(normal, str), f"{written} is not usable"
        return KnownIdentifier(namespace, normal, self.keys.fingerprint(namespace, normal))

    def identity(self, written: str) -> int:
        return self.known(written).identity

    def happening(
        self,
        *who: str,
        name: str = "",
        at: int = 0,
        traits: dict[str, Any] | None = None,
        message_id: str | None = None,
        kind: str | None = None,
        source: int = 1,
        import_id: int = 0,
        **properties: Any,
    ) -> Happening:
        """One thing that happened, ``at`` milliseconds after yesterday's noon."""
        found = {one.identity: one for one in map(self.known, who)}
        identifiers = sorted(
            found.values(), key=lambda one: (namespaces.rank(one.namespace), one.namespace, one.identity)
        )
        return Happening(
            message_id=message_id or f"m{next(_numbers)}",
            source=source,
            kind=kind or ("identify" if traits is not None else "track"),
            name=name,
            channel="direct",
            occurred_at=AT + at,
            received_at=AT + at,
            identity=identifiers[0].identity if identifiers else 0,
            identifiers=identifiers,
            traits=traits or {},
            properties=properties,
            import_id=import_id,
        )

    async def feed(self, happenings: Sequence[Happening], *, now: datetime = NOW) -> None:
        admitted = await subscribers.admit(self.session, happenings, now=now)
        resolution = await observe(self.session, admitted, vault=self.vault, now=now)
        touched = await subscribers.on_happenings(self.session, admitted, resolution, vault=self.vault, now=now)
        await subscribers.refresh(self.session, resolution.touched | touched, now=now)

    async def tell(self, *who: str, **what: Any) -> int:
        """Somebody did one thing; the answer is their strongest identity."""
        happening = self.happening(*who, **what)
        await self.feed([happening])
        return happening.identity


def event_rows(world: World, happenings: Sequence[Happening]) -> pa.Table:
    """What the event store holds of these happenings."""
    rows = [
        {
            "identity": one.identity,
            "occurred_at": one.occurred_at,
            "received_at": one.received_at,
            "name": one.name,
            "kind": one.kind,
            "source": one.source,
            "channel": one.channel,
            "message_id": one.message_id,
            "batch": 1,
            "identities": [known.identity for known in one.identifiers],
            "properties": json.dumps(one.properties),
            "context": "{}",
        }
        for one in happenings
    ]
    moment = pa.timestamp("ms", "UTC")
    schema = pa.schema(
        [("identity", pa.uint64()), ("occurred_at", moment), ("received_at", moment), ("name", pa.string()), ("kind", pa.string()),
         ("source", pa.uint32()), ("channel", pa.string()), ("message_id", pa.string()), ("batch", pa.uint64()),
         ("identities", pa.list_(pa.uint64())), ("properties", pa.string()), ("context", pa.string())]
    )  # fmt: skip
    return pa.Table.from_pylist(rows, schema=schema)
