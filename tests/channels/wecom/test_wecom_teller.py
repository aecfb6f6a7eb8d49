"""Callbacks from the corp of our own, over HTTP, with everything that goes wrong on the way."""

import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import orjson
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huoshui.bedrock import clock
from huoshui.channels.wecom.callbacks import ContactAdded, ContactDeletedStaff, Fact, GroupChanged, StaffDeletedContact
from huoshui.channels.wecom.channel import Delivery, Ear
from huoshui.channels.wecom.signing import NotGenuine, Seal
from huoshui.rehearsal.wecom.acts import Acts
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.teller import Mishap, Teller
from tests.channels.wecom.conftest import World, served
from tests.channels.wecom.letters import CORP

TOKEN, KEY = "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"


@dataclass
class Door:
    """Hears, keeps each event once, and says nothing back."""

    world: World
    ear: Ear = field(
        default_factory=lambda: Ear(Seal(token=TOKEN, encoding_aes_key=KEY, receive_id=CORP), corp_id=CORP)
    )
    kept: dict[str, Delivery] = field(default_factory=dict)
    heard: int = 0
    refused: int = 0
    failing: int = 0

    async def answer(self, request: Request) -> Response:
        if self.failing:
            self.failing -= 1
            return Response(status_code=503)
        try:
            if request.method == "GET":
                return Response(self.ear.echo(request.scope["query_string"]))
            now = clock.moment(int(self.world.hours.at * 1000))
            delivery = self.ear.hear(request.scope["query_string"], await request.body(), now=now)
        except NotGenuine:
            self.refused += 1
            return Response(status_code=403)
        self.heard += 1
        self.kept.setdefault(delivery.key, delivery)
        return Response()

    @property
    def facts(self) -> list[Fact]:
        return [one.fact for one in self.kept.values()]


@pytest.fixture
async def door(world: World) -> AsyncIterator[tuple[Door, Teller]]:
    door = Door(world)
    async with served(Starlette(routes=[Route("/in", door.answer, methods=["GET", "POST"])])) as url:
        yield door, teller(world, f"{url}/in")


def teller(world: World, url: str, *, token: str = TOKEN) -> Teller:
    return Teller(
        world.corp,
        url=url,
        http=world.http,
        token=token,
        encoding_aes_key=KEY,
        chance=random.Random(11),
        sleep=world.hours.sleep,
    )


def busy_day(world: World, chance: random.Random, acts: int = 120) -> None:
    """Let staff and customers do as they please, several things within one second."""
    hands, corp = world.acts, world.corp
    for _ in range(acts):
        world.hours.at += chance.choice([0, 0, 0, 1])
        follows = [one for one in corp.follows.values() if not one.half]
        act = chance.choice(["add", "add", "half", "edit", "customer_deletes", "staff_deletes"])
        staff = chance.choice(["zhangsan", "lisi", "wangwu"])
        if act in {"add", "half"} or not follows:
            hands.add(hands.appear("客户"), staff, state="c-1", half=act == "half")
        elif act == "edit":
            hands.note(chance.choice(follows), remark="备注")
        elif act == "customer_deletes":
            for one in [one for one in follows if not one.deleted_by_customer][:1]:
                hands.customer_deletes(one)
        else:
            hands.staff_deletes(chance.choice(follows))


def pool_of(facts: list[Fact]) -> dict[tuple[str, str], bool]:
    """Who is in contact with whom, and whether the customer is still there, by what was heard."""
    pool: dict[tuple[str, str], bool] = {}
    for fact in facts:
        match fact:
            case ContactAdded(staff, external):
                pool[staff, external] = True
            case ContactDeletedStaff(staff, external):
                pool[staff, external] = False
            case StaffDeletedContact(staff, external):
                pool.pop((staff, external), None)
    return pool


def pool_in(corp: Corp) -> dict[tuple[str, str], bool]:
    return {key: not one.deleted_by_customer for key, one in corp.follows.items()}


class TestCallbacks:
    async def test_find_a_door_that_answers_the_probe(self, world: World, door: tuple[Door, Teller]) -> None:
        hearing, telling = door
        assert await telling.probe()
        assert not await teller(world, telling._url, token="other").probe()
        assert hearing.refused == 1

    async def test_tell_what_happened_in_order(self, world: World, door: tuple[Door, Teller]) -> None:
        hearing, telling = door
        anna = world.acts.appear("安]]>娜")
        follow = world.acts.add(anna, "zhangsan", state="c]]>1", half=True)
        code = next(iter(world.corp.welcomes))
        world.acts.confirm(follow)
        chat = world.acts.open_group("zhangsan", "群")
        world.acts.join(chat, anna, world.acts.appear("贝特"))
        world.acts.leave(chat, anna)
        await telling.tell()
        external = anna.external_userid
        assert hearing.facts[:2] == [
            ContactAdded("zhangsan", external, "c]]>1", code, half=True),
            ContactAdded("zhangsan", external, "c]]>1"),
        ]
        joined, left = hearing.facts[3:]
        assert isinstance(joined, GroupChanged)
        assert isinstance(left, GroupChanged)
        assert (joined.count, joined.version, left.version_before, left.members) == (2, "2", "2", (external,))

    @pytest.mark.parametrize("seed", range(3))
    async def test_repeated_and_within_one_second_count_once_each(
        self, world: World, door: tuple[Door, Teller], seed: int
    ) -> None:
        hearing, telling = door
        busy_day(world, random.Random(seed))
        letters = len(world.corp.letters)
        events = len({orjson.dumps(one) for one in world.corp.letters})  # an edit may be repeated within its second
        told = await telling.tell(Mishap(repeated=0.3, late_seconds=60))
        assert told.repeated > 0
        assert (hearing.heard, len(hearing.kept)) == (letters + told.repeated, events)
        assert pool_of(hearing.facts) == pool_in(world.corp)

    async def test_out_of_order_are_put_in_order_by_when_they_happened(
        self, world: World, door: tuple[Door, Teller]
    ) -> None:
        hearing, telling = door
        anna = world.acts.appear("安娜")
        for _ in range(10):
            follow = world.acts.add(anna, "zhangsan")
            world.hours.at += 1
            world.acts.staff_deletes(follow)
            world.hours.at += 1
        await telling.tell(Mishap(overtaken=0.5, by=8))
        kept = list(hearing.kept.values())
        assert [one.envelope.created_at for one in kept] != sorted(one.envelope.created_at for one in kept)
        kept.sort(key=lambda one: one.envelope.created_at)
        assert pool_of([one.fact for one in kept]) == pool_in(world.corp) == {}

    async def test_that_were_lost_are_made_up_for_by_reading_everything(
        self, world: World, door: tuple[Door, Teller]
    ) -> None:
        hearing, telling = door
        busy_day(world, random.Random(5))
        told = await telling.tell(Mishap(lost=0.3, repeated=0.2, overtaken=0.3))
        assert len(told.lost) > 0
        assert pool_of(hearing.facts).keys() != pool_in(world.corp).keys()
        wecom = world.wecom()
        read = {
            (one.follow_info.userid, one.external_contact.external_userid)
            async for page in wecom.contacts.followed_by(await wecom.directory.follow_staff())
            for one in page.external_contact_list
        }
        assert read == {key for key, one in world.corp.follows.items() if not one.half}

    async def test_are_brought_three_times_and_then_given_up(self, world: World, door: tuple[Door, Teller]) -> None:
        hearing, telling = door
        Acts(world.corp).open_group("zhangsan", "一")
        hearing.failing = 2
        assert (await telling.tell()).given_up == []
        Acts(world.corp).open_group("zhangsan", "二")
        hearing.failing = 3
        told = await telling.tell()
        assert (hearing.heard, len(told.given_up)) == (1, 1)

    async def test_of_a_forger_change_nothing(self, world: World, door: tuple[Door, Teller]) -> None:
        hearing, telling = door
        busy_day(world, random.Random(1), acts=5)
        events = len(world.corp.letters)
        told = await teller(world, telling._url, token="guess").tell()
        assert (hearing.kept, told.taken, hearing.refused) == ({}, 0, 3 * events)
