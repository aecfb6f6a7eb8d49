"""Visits: what happens between a tap on a short link and the answer."""

import asyncio
import ipaddress
import os
import time
from base64 import urlsafe_b64encode
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from huoshui.bedrock import clock
from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.journal import Journal
from huoshui.bedrock.log import logger
from huoshui.bedrock.memory import Memory
from huoshui.bedrock.postgres import Postgres
from huoshui.bedrock.rounds import ended, for_ever
from huoshui.events.intake import Intake
from huoshui.touchpoints import forwarding, journal, queries
from huoshui.touchpoints.contract import CLICK_PARAMETER, STATE_PARAMETER, Environment, Link, Outcome, Variant
from huoshui.touchpoints.entries import queries as entries
from huoshui.touchpoints.entries.contract import Entry, EntryKey
from huoshui.touchpoints.journal import Click
from huoshui.touchpoints.rules import addresses, choosing
from huoshui.touchpoints.rules.environments import environment_of

_LOOK_SECONDS = 0.5
"""How often we look which links were changed: that long after a change everybody is led elsewhere."""
_PAUSE_SECONDS = 0.25
_REST, _STORM = 19.0, 0.6
"""While the process uses this share of a core, nineteen times as long as a round took is the doors' before the next."""
_PATIENCE_SECONDS = 2.0
_MOST_KEPT, _MOST_NETWORKS = 50_000, 20_000
_MOST_READINGS = 4
"""At once: whoever tries codes that do not exist must not take the database from everybody else."""
_MOST_LETTERS = 500
_CLICK, _DRAWN, _AT_ONCE = 16, 24, 512
"""Letters of a click's id; letters that are drawn at a time, and how many times at once."""
_LEFT: deque[str] = deque()
"""Drawn, and not given yet; taking one is one step for threads too."""
_BLIND_SECONDS = 30
"""After so long without a look at what was changed, more was changed than a look can tell."""


class Seen(msgspec.Struct, frozen=True):
    """What a request says of whoever made it; ``visitor`` is our cookie, or a new one for who had none."""

    agent: str
    referrer: str
    ip: str
    robot: str
    visitor: str
    query: list[tuple[str, str]]
    unlocked: bool = False


class Verdict(msgspec.Struct, frozen=True):
    """What is answered: what became of the click, and where it leads."""

    outcome: Outcome
    url: str


@dataclass(slots=True)
class Visits:
    """Follows links for one process: remembers them until they change, keeps each click, hands clicks on as events."""

    postgres: Postgres
    intake: Intake
    keys: Keys
    _kept: dict[str, Link] = field(default_factory=dict)
    _entries: dict[EntryKey, Entry] = field(default_factory=dict)
    _networks: Memory[str, int] = field(default_factory=lambda: Memory(_MOST_NETWORKS))
    _journal: Journal[Click, Outcome] | None = None
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _looked_at: float = 0.0
    _reading: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_MOST_READINGS))

    async def start(self, *, forwards: bool) -> None:
        """This will begin to keep clicks; with ``forwards`` they become events by themselves."""
        self._journal = Journal(self.postgres.dsn, journal.write, title="links", patience=_PATIENCE_SECONDS)
        self._journal.start()
        self._tasks = [asyncio.create_task(for_ever(self._follow_changes, _LOOK_SECONDS, of="links"))]
        if forwards:
            rounds = for_ever(self._forward_some, _PAUSE_SECONDS, of="links", rests=_REST, asked=_STORM)
            self._tasks.append(asyncio.create_task(rounds))

    async def stop(self) -> None:
        """This will end after every click that was accepted is on disk."""
        await ended(*self._tasks)
        if self._journal is not None:
            await self._journal.stop()

    def forget(self) -> None:
        """This will have every link read again, and by what mini-programs open."""
        self._kept.clear()
        self._entries.clear()

    def at_hand(self, code: str) -> Link | None:
        """This will give a link that need not be read, as it was half a second ago."""
        return self._kept.get(code)

    async def link(self, code: str) -> Link:
        """
        This will give a link as it was half a second ago; while the database is away, as it was last.

        :raises NoSuchShortLink: if there is none
        """
        kept = self._kept.get(code)
        if kept is None:
            async with self._reading, self.postgres.session() as session:
                kept = await queries.link(session, code=code)
                opened = await entries.entries(session, pages=queries.pages_of(kept.variants))
            if len(self._kept) >= _MOST_KEPT:
                self.forget()
            self._kept[code] = kept
            self._entries |= opened
        return kept

    async def visit(self, link: Link, seen: Seen, *, now: datetime) -> Verdict:
        """
        This will decide where a click leads, and give that once the click is on disk.

        When clicks cannot be kept, people are sent on all the same, unless their number is capped: what hangs on a
        wall must not fail because a database does.
        """
        click = self._click(link, seen, now)
        assert self._journal is not None  # noqa: S101 the door opens after the start
        try:
            outcome = await self._journal.keep(click)
        except Exception as error:  # noqa: BLE001 this is a door: whatever breaks the journal, the visitor is answered
            logger().warning("links.click.lost", link=link.id, error=type(error).__name__)
            outcome = Outcome.FULL if link.most_clicks is not None and not seen.robot else click.outcome
        return Verdict(outcome, _address(link, seen, click))

    async def forward(self) -> int:
        """This will hand all clicks that wait, and whom they brought, to intake, and tell how many there were."""
        total = 0
        while more := await self._forward_some():
            total += more
        return total

    async def _forward_some(self) -> int:
        """One round of each: under a storm of clicks, doors have the processor to themselves between two rounds."""
        clicked = await forwarding.forward(self.postgres, self.intake, now=clock.now())
        return clicked + await forwarding.forward_adds(self.postgres, self.intake, keys=self.keys, now=clock.now())

    def _click(self, link: Link, seen: Seen, now: datetime) -> Click:
        click = drawn(_CLICK)
        outcome = choosing.standing(link, now=now)
        if outcome is Outcome.SENT and link.password_hash is not None and not seen.unlocked:
            outcome = Outcome.ASKED
        environment = environment_of(seen.agent)
        visitor = "" if seen.robot else seen.visitor
        place = choosing.chosen(link, visitor)
        target = self._target(link.variants[place], environment, now)
        return Click(
            click=click, link=link.id, version=link.version, variant=place, at=now.timestamp(), environment=environment,
            outcome=outcome, robot=seen.robot, visitor=visitor,
            identity=self.keys.fingerprint("anonymous", visitor) if visitor else 0,
            network=self._network(seen.ip),
            agent=storable(seen.agent), referrer=storable(addresses.without_query(seen.referrer)),
            query={storable(name): storable(value) for name, value in addresses.kept(seen.query).items()},
            url=target, most=link.most_clicks,
        )  # fmt: skip

    def _network(self, ip: str) -> int:
        known = self._networks.get(ip)
        if known is None:
            known = self.keys.fingerprint("network", network(ip))
            self._networks.put(ip, known)
        return known

    def _target(self, variant: Variant, environment: Environment, now: datetime) -> str:
        """Where a variant leads: into its mini-program where something opens it now, else to its address."""
        page = variant.mini_program
        if page is not None:
            for kind in choosing.entries(variant, environment):
                entry = self._entries.get(page.key(kind))
                if entry is not None and entry.serves(now):
                    return entry.address
        return choosing.address(variant, environment)

    async def _follow_changes(self) -> None:
        async with self.postgres.session() as session:
            changed = await queries.changed_lately(session)
            opened = await entries.changed_lately(session)
        looked_at, self._looked_at = self._looked_at, time.monotonic()
        if self._looked_at - looked_at > _BLIND_SECONDS:
            self.forget()
        self._entries |= opened
        for code, version in changed.items():
            if code in self._kept and self._kept[code].version != version:
                del self._kept[code]


def _address(link: Link, seen: Seen, click: Click) -> str:
    """Where a click leads, with what tells the other side which click it was; a robot's is none."""
    if addresses.is_acquisition(click.url):  # it takes nothing else, and gives it back as the new contact's state
        marks = [] if seen.robot else [(STATE_PARAMETER, click.click)]
        return addresses.filled(click.url, given=[], marks=marks, click=click.click)
    marks = [(CLICK_PARAMETER, click.click)] if link.marks and not seen.robot else []
    if addresses.is_entry(click.url) and "{click_id}" not in click.url:
        page = link.variants[click.variant].mini_program
        own = page.query if page is not None else ""
        return addresses.entered(click.url, own=own, given=seen.query, marks=marks)
    return addresses.filled(click.url, given=seen.query, marks=marks, click=click.click)


def drawn(length: int) -> str:
    """
    This will give so many letters of base64 by chance, `_DRAWN` at most.

    Many are drawn at once: each call of the system gives the interpreter away.
    """
    try:
        return _LEFT.popleft()[:length]
    except IndexError:
        letters = urlsafe_b64encode(os.urandom(_AT_ONCE * _DRAWN * 3 // 4)).decode()
        _LEFT.extend(letters[start : start + _DRAWN] for start in range(0, len(letters), _DRAWN))
        return drawn(length)


def network(ip: str) -> str:
    """This will give an address without the part that names one machine: /24, or /48 of IPv6."""
    if ":" not in ip:
        return ip.rpartition(".")[0]
    try:
        return str(ipaddress.ip_network((ip.partition("%")[0], 48), strict=False))
    except ValueError:
        return ""


def storable(value: str) -> str:
    """This will give what PostgreSQL can hold of a text that anybody may send: no NUL, no half letter, not too much."""
    if len(value) <= _MOST_LETTERS and value.isascii() and "\0" not in value:
        return value
    return value[:_MOST_LETTERS].replace("\0", "").encode(errors="ignore").decode()
