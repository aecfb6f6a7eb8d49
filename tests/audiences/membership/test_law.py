"""Whatever happens, in whatever order: the members are those who meet the definition, and the log says how they came."""

import contextlib
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huoshui.access.contract import EVERYTHING
from huoshui.app.platform import Platform
from huoshui.audiences import queries as segments
from huoshui.audiences.contract.errors import NoHistory
from huoshui.audiences.contract.language import Definition
from huoshui.audiences.membership.rules.plan import is_incremental
from huoshui.audiences.rules.reading import hold_history
from huoshui.bedrock import clock
from tests.audiences import strategies

from .conftest import Watching

SEGMENTS, STEPS = 8, 6
WHO = ["a", "b", "c", "d"]
LATER = [0, 1, 59, 60, 61, 3600, 3 * 3600, 86_400]


class Life:
    """What may happen next, by chance."""

    def __init__(self, rng: Random, send: Any, client: Any, watching: Watching) -> None:
        self.rng, self.send, self.client, self.watching = rng, send, client, watching
        self.orders = 0

    async def step(self) -> None:
        rng = self.rng
        act = rng.choice(
            [
                self.track,
                self.track,
                self.relate,
                self.relate,
                self.identify,
                self.meet,
                self.tag,
                self.order,
                self.split,
            ]
        )
        for _ in range(rng.randint(1, 4)):
            await act()
        if rng.random() < 0.6:
            await self.watching.settle(later=timedelta(seconds=rng.choice(LATER)))

    async def track(self) -> None:
        rng = self.rng
        kinds = strategies.PROPERTIES.items()
        properties = {name: strategies.value(rng, kind) for name, kind in kinds if rng.random() < 0.7}
        await self.send(
            {
                "type": "track",
                "event": rng.choice(strategies.NAMES),
                "properties": properties,
                **self.when(),
                **self.who(),
            }
        )

    async def relate(self) -> None:
        """What the private pool tells, as intake lets it through."""
        deed = strategies.told(self.rng, 0)
        properties = {name: value for name, value in deed.properties.items() if isinstance(value, str) and value}
        event = {"type": "track", "event": deed.name, "properties": {"staff_id": "s1", "group_id": "g1"} | properties}
        await self.send({**event, **self.when(), **self.who()})

    async def identify(self) -> None:
        rng = self.rng
        kinds = strategies.TRAITS.items()
        traits = {name: strategies.value(rng, kind) for name, kind in kinds if rng.random() < 0.5}
        await self.send({"type": "identify", "traits": traits, **self.when(), **self.who()})

    async def meet(self) -> None:
        anonymous, user = self.rng.choice(WHO), self.rng.choice(WHO)
        await self.send({"type": "identify", "userId": user, "anonymousId": anonymous, **self.when()})

    async def split(self) -> None:
        name = self.rng.choice(WHO)
        await self.client.post(f"/api/people/anonymous:{name}/split", json={"identifier": f"anonymous:{name}"})

    async def tag(self) -> None:
        some = strategies.some(self.rng, ["大客户", "new"])
        add, remove = (some, []) if self.rng.random() < 0.6 else ([], some)
        await self.client.post(f"/api/people/user_id:{self.rng.choice(WHO)}/tags", json={"add": add, "remove": remove})

    async def order(self) -> None:
        self.orders += self.rng.random() < 0.6
        name = self.rng.choice(["Order Completed", "Order Completed", "Order Cancelled", "Order Refunded"])
        facts = {"order_id": f"E{self.orders}", "total": self.rng.choice([1, 2.5, 100])}
        await self.send({"type": "track", "event": name, "properties": facts, **self.when(), **self.who()})

    def who(self) -> dict[str, str]:
        return {self.rng.choice(["userId", "anonymousId"]): self.rng.choice(WHO)}

    def when(self) -> dict[str, str]:
        ago = timedelta(milliseconds=abs(self.rng.choice(strategies.AGO)))
        return {"timestamp": (max(self.watching.now, clock.now()) - ago).isoformat()}


def kept_by_rounds(rng: Random) -> dict[str, Any]:
    """A condition that the rounds can answer; others are worked out anew each minute, and are late by that much."""
    while True:
        node = strategies.condition(rng)
        tree = Definition.model_validate({"version": 1, "where": node}).where
        with contextlib.suppress(NoHistory):
            hold_history(tree)
            if is_incremental(tree):
                return node


class TestTheLaw:
    @settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(rng=st.randoms(use_true_random=True))
    async def test_members_are_those_who_meet_the_definition_and_the_log_replays_to_them(
        self, send, client, platform: Platform, rng: Random
    ) -> None:
        watching = Watching(platform)
        mark = f"{rng.random()}"
        nodes = {f"{mark} {number}": kept_by_rounds(rng) for number in range(SEGMENTS)}
        for name, node in nodes.items():
            await watching.define(name, node)
        early = rng.randint(0, SEGMENTS)
        life = Life(rng, send, client, watching)
        for place, name in enumerate(nodes):
            if place == early:
                await life.step()
            await client.post(f"/api/segments/{name}/watch")
        for _ in range(STEPS):
            await life.step()
            if rng.random() < 0.2:  # a worker that was replaced goes on where the last one was
                await watching.keeper.stop()
                watching.keeper = platform.keeper()
        await watching.settle()
        await self.hold(platform, watching, nodes)
        await watching.settle(later=timedelta(seconds=rng.choice(LATER)))
        await self.hold(platform, watching, nodes)
        await watching.settle(sweep=True)
        assert await watching.drift() == 0
        await watching.keeper.stop()
        for name in nodes:
            await client.delete(f"/api/segments/{name}/watch")

    async def hold(self, platform: Platform, watching: Watching, nodes: dict[str, Any]) -> None:
        for name, node in nodes.items():
            condition = Definition.model_validate({"version": 1, "where": node}).where
            asked = {"condition": condition, "scope": EVERYTHING, "now": watching.now, "limit": 1000}
            kept = await watching.members(name)
            assert kept == await segments.page(platform.clickhouse, **asked), node
            replayed: set[int] = set()
            for change in await watching.log(name):
                assert change.entered != (change.person in replayed), node
                (replayed.add if change.entered else replayed.remove)(change.person)
            assert sorted(replayed) == kept
