"""The parts of a running system, as doors and the worker know them."""

from collections.abc import Callable
from dataclasses import dataclass, field

import procrastinate

from huoshui.app import wiring
from huoshui.app.settings import Settings
from huoshui.bedrock import clock, outbox
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.crypto import Keys, Vault
from huoshui.bedrock.embedded_postgres import EmbeddedPostgres
from huoshui.bedrock.figures import Figures
from huoshui.bedrock.postgres import Postgres
from huoshui.bedrock.shelf import Shelf
from huoshui.connectors.mail import Mail
from huoshui.connectors.speaking import Speakers
from huoshui.connectors.visitors import Reception
from huoshui.events.feed import Feed
from huoshui.events.intake import Intake
from huoshui.insight.desk.answers import Answers
from huoshui.relations.running import Relations
from huoshui.touchpoints.codes.running import Codes
from huoshui.touchpoints.entries.running import Entries
from huoshui.touchpoints.landing.views import Views
from huoshui.touchpoints.visits import Visits


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
    visits: Visits
    speakers: Speakers
    mail: Mail
    relations: Relations
    codes: Codes
    views: Views
    entries: Entries
    shelf: Shelf
    figures: Figures
    reception: Reception
    answers: Answers = field(default_factory=Answers)
    embedded_postgres: EmbeddedPostgres | None = None
    wake: Callable[[], None] = lambda: None
    """Makes the feed look at once, where one runs."""

    resolver = staticmethod(wiring.resolver)

    async def settle(self) -> None:
        """This will wait until everything that was stored has reached people, orders, mirrors and members."""
        await self.mail.read()
        await self.visits.forward()
        await self.views.forward()
        await self.relations.forward()
        await self.feed.settle()
        await self.mirror()
        keeper = self.keeper()
        try:
            await keeper.settle(clock.now())
        finally:
            await keeper.stop()

    def keeper(self) -> wiring.Keeper:
        """This will make what keeps the members of watched segments; it works when it is told to."""
        return wiring.Keeper(self.postgres, self.clickhouse, cluster=self.settings.clickhouse_cluster)

    async def mirror(self) -> None:
        """This will tell outbox listeners what they have not heard, and bring ClickHouse's mirrors up to date."""
        for listener, wanted in wiring.LISTENERS.items():
            while await outbox.deliver(self.postgres, listener=listener, wanted=wanted):
                pass
        for mirror in wiring.MIRRORS:
            await mirror(self.postgres, self.clickhouse, cluster=self.settings.clickhouse_cluster)
