"""Whoever brings a platform's callbacks: some of them twice, and not in the order in which they happened."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx2
import orjson

from huoshui.rehearsal.platforms.sayings import SAYINGS
from huoshui.rehearsal.platforms.signatures import SIGNINGS, Delivery, Shared


@dataclass(slots=True)
class PlatformTeller:
    """Brings one platform's callbacks to one address."""

    platform: str
    url: str
    held: Shared
    http: httpx2.AsyncClient
    chance: random.Random

    def says(self, now: datetime) -> Any:  # noqa: ANN401 any JSON
        """This will make up something that happened now."""
        return SAYINGS[self.platform](self.chance, now)

    def signed(self, said: Any, now: datetime) -> Delivery:  # noqa: ANN401 any JSON
        """This will sign what is said, as the platform does."""
        nonce = f"{self.chance.randrange(16**8):08x}"
        return SIGNINGS[self.platform](orjson.dumps(said), self.held, now, nonce)

    async def bring(self, delivery: Delivery) -> httpx2.Response:
        """This will bring a callback."""
        url = f"{self.url}?{delivery.query}" if delivery.query else self.url
        headers = {"Content-Type": "application/json", **delivery.headers}
        return await self.http.post(url, content=delivery.body, headers=headers)

    async def tell(self, sayings: Sequence[Any], now: datetime, *, repeated: float = 0.0) -> list[int]:
        """This will bring all that is said in any order, a share of it twice, and give the answers' status codes."""
        deliveries = [self.signed(said, now) for said in sayings]
        deliveries += [one for one in deliveries if self.chance.random() < repeated]
        self.chance.shuffle(deliveries)
        return [(await self.bring(one)).status_code for one in deliveries]
