"""The parts of a running system, as doors and the worker know them."""

from collections.abc import Callable
from dataclasses import dataclass

import procrastinate

from huoshui.app import wiring
from huoshui.app.settings import Settings
from huoshui.bedrock import outbox
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.crypto import Keys, Vault
from huoshui.bedrock.embedded_postgres import EmbeddedPostgres
from huoshui.bedrock.postgres import Postgres
from huoshui.events.feed import Feed
from huoshui.events.intake import Intake


@dataclass(slots=True)
class Platform:
    """Every part that a door may need."""

    settings: Settings
    postgres: Postgres
    clickhouse: ClickHouse
    keys: Keys
    vault: Vault
    intake: Intake
    feed: Feed
    jobs: procrastinate.App
    local_token: str
    embedded_postgres: EmbeddedPostgres | None = None
    wake: Callable[[], None] = lambda: None
    """Makes the feed look at once, where one runs."""

    resolver = staticmethod(wiring.resolver)

    async def settle(self) -> None:
        """This will wait until everything that was stored has reached people, orders and the mirrors."""
        await self.feed.settle()
        await self.mirror()

    async def mirror(self) -> None:
        """This will tell outbox listeners what they have not heard, and bring ClickHouse's mirrors up to date."""
        for listener, wanted in wiring.LISTENERS.items():
            while await outbox.deliver(self.postgres, listener=listener, wanted=wanted):
                pass
        for mirror in wiring.MIRRORS:
            await mirror(self.postgres, self.clickhouse, cluster=self.settings.clickhouse_cluster)
