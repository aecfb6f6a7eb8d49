"""Asking when things go wrong: tokens that end early, frequencies, and lost answers."""

import asyncio

import pytest
from starlette.applications import Starlette

from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.failures import (
    Declined,
    OutcomeUnknown,
    SecretDeclined,
    TooFast,
    Unreachable,
)
from huoshui.channels.wecom.limits import ENDPOINTS
from huoshui.channels.wecom.tokens import Token
from tests.channels.wecom.conftest import World, ids, served

BATCH = "externalcontact/batch/get_by_user"


class Sequence:
    """Codes to answer before the corp does, one after the other; an exception is a defect of the server."""

    def __init__(self, *codes: int | Exception, path: str = BATCH) -> None:
        self.codes = list(codes)
        self.path = path

    async def __call__(self, path: str) -> int | None:
        if path != self.path or not self.codes:
            return None
        code = self.codes.pop(0)
        if isinstance(code, Exception):
            raise code
        return code


@pytest.fixture
def anna(world: World) -> str:
    return world.acts.add(world.acts.appear("安娜"), "zhangsan").external_userid


class TestTokens:
    async def test_are_fetched_once_by_all_who_ask_at_once(self, world: World, anna: str) -> None:
        processes = [world.wecom() for _ in range(5)]
        assert await asyncio.gather(*(ids(one) for one in processes * 4)) == [[anna]] * 20
        assert world.server.asked["gettoken"] == 1

    async def test_that_another_process_ended_are_fetched_anew_once(self, world: World, anna: str) -> None:
        processes = [world.wecom() for _ in range(5)]
        await ids(processes[0])
        world.corp.new_token("contact-secret")
        assert await asyncio.gather(*(ids(one) for one in processes * 4)) == [[anna]] * 20
        assert world.server.asked["gettoken"] == 2

    async def test_that_end_while_a_question_is_under_way_cost_one_more_try(self, world: World, anna: str) -> None:
        wecom = world.wecom()
        await ids(wecom)
        for code in (Code.TOKEN_INVALID, Code.TOKEN_EXPIRED, Code.SECRET_WRONG):
            world.server.before = Sequence(code)
            assert await ids(wecom) == [anna]

    async def test_are_renewed_before_they_end(self, world: World, anna: str) -> None:
        wecom = world.wecom()
        await ids(wecom)
        world.hours.at += 7200 - 301
        await ids(wecom)
        assert world.server.asked["gettoken"] == 1
        world.hours.at += 1
        assert await ids(wecom) == [anna]
        assert world.server.asked["gettoken"] == 2

    async def test_that_no_renewing_helps_are_told(self, world: World, anna: str) -> None:
        world.server.before = Sequence(*[Code.TOKEN_INVALID] * 9)
        with pytest.raises(Declined, match="token invalid"):
            await ids(world.wecom())
        assert world.server.asked[BATCH] == 2

    async def test_are_not_asked_for_again_and_again_with_a_wrong_secret(self, world: World, anna: str) -> None:
        wecom = world.wecom(secret="wrong")
        for _ in range(50):
            with pytest.raises(SecretDeclined):
                await ids(wecom)
        assert world.server.asked["gettoken"] == 1
        world.hours.at += 600
        with pytest.raises(SecretDeclined):
            await ids(wecom)
        assert world.server.asked["gettoken"] == 2
        assert await ids(world.wecom()) == [anna]


class TestFrequency:
    async def test_is_held_without_being_told(self, world: World, anna: str) -> None:
        """Ten thousand a minute is what the corp gives, and not one of eleven thousand questions hears a no."""
        wecom = world.wecom()
        lane = wecom.contacts._caller._scheduler.lane(world.corp.corp_id, ENDPOINTS[BATCH])
        for _ in range(9_999):
            async with lane.turn():
                world.server._count(BATCH)
        for _ in range(3):
            assert await ids(wecom) == [anna]
        assert 1 <= world.hours.at - 1_795_296_001 <= 61 + len(world.hours.waits)

    async def test_that_was_too_high_shuts_the_lane_and_it_opens_again(self, world: World, anna: str) -> None:
        world.corp.traffic.per_minute = 2
        wecom = world.wecom(patience=0)
        world.hours.at += 60 - world.hours.at % 60
        assert await ids(wecom) == await ids(wecom) == [anna]
        for _ in range(10):
            with pytest.raises(TooFast) as fast:
                await ids(wecom)
            assert 0 < fast.value.retry_after <= 60
        assert world.server.asked[BATCH] == 3
        world.hours.at += 60
        assert await ids(wecom) == [anna]

    async def test_that_stays_too_high_shuts_it_for_an_hour(self, world: World, anna: str) -> None:
        wecom = world.wecom(patience=0)
        waits = []
        for _ in range(3):
            world.server.before = Sequence(Code.TOO_FAST)
            with pytest.raises(TooFast) as fast:
                await ids(wecom)
            waits.append(fast.value.retry_after)
            world.hours.at += fast.value.retry_after
        assert waits == [60, 3600, 3600]
        world.hours.at += 3600
        world.server.before = Sequence(Code.TOO_FAST)
        with pytest.raises(TooFast) as fast:
            await ids(wecom)
        assert fast.value.retry_after == 60
        assert world.server.asked[BATCH] == 4

    async def test_does_not_shut_other_lanes(self, world: World, anna: str) -> None:
        world.server.before = Sequence(Code.TOO_FAST)
        wecom = world.wecom(patience=0)
        with pytest.raises(TooFast):
            await ids(wecom)
        assert await wecom.contacts.ids_of("zhangsan") == [anna]

    async def test_of_a_minute_is_waited_for_by_the_patient(self, world: World, anna: str) -> None:
        wecom = world.wecom()
        world.server.before = Sequence(Code.TOO_FAST)
        with pytest.raises(TooFast):
            await ids(wecom)
        assert await ids(wecom) == [anna]
        assert world.hours.waits == [60]

    async def test_of_many_at_once_narrows_the_lane_until_all_are_answered(self, world: World, anna: str) -> None:
        world.corp.traffic.at_once = 2

        async def before(_: str) -> None:
            await asyncio.sleep(0.002)

        world.server.before = before
        wecom = world.wecom()
        assert await asyncio.gather(*(ids(wecom) for _ in range(40))) == [[anna]] * 40
        lane = wecom.contacts._caller._scheduler.lane(world.corp.corp_id, ENDPOINTS[BATCH])
        assert 1 <= lane.width < ENDPOINTS[BATCH].parallel

    async def test_that_is_always_too_high_is_given_up(self, world: World, anna: str) -> None:
        world.server.before = Sequence(*[Code.TOO_MANY_AT_ONCE] * 99)
        with pytest.raises(Declined, match="too many at once"):
            await ids(world.wecom())
        assert world.server.asked[BATCH] == 6


class TestBusy:
    async def test_is_asked_three_times(self, world: World, anna: str) -> None:
        wecom = world.wecom()
        world.server.before = Sequence(Code.BUSY, Code.BUSY)
        assert await ids(wecom) == [anna]
        assert world.hours.waits == [0.5, 1.0]
        world.server.before = Sequence(Code.BUSY, Code.BUSY, Code.BUSY)
        with pytest.raises(Declined, match="busy"):
            await ids(wecom)
        assert world.server.asked[BATCH] == 6

    async def test_is_another_thing_than_no(self, world: World, anna: str) -> None:
        world.server.before = Sequence(Code.NO_PERMISSION)
        with pytest.raises(Declined) as declined:
            await ids(world.wecom())
        assert (declined.value.code, declined.value.endpoint) == (Code.NO_PERMISSION, BATCH)
        assert world.server.asked[BATCH] == 1


class TestLostAnswers:
    @pytest.mark.filterwarnings("ignore")
    async def test_to_what_changes_nothing_are_asked_for_again(self, world: World, anna: str) -> None:
        world.server.before = Sequence(RuntimeError(), RuntimeError())
        assert await ids(world.wecom()) == [anna]
        world.server.before = Sequence(*[RuntimeError()] * 3)
        with pytest.raises(Unreachable):
            await ids(world.wecom())

    async def test_to_what_makes_something_are_an_outcome_unknown(self, world: World) -> None:
        path = "externalcontact/add_contact_way"
        world.server.before = Sequence(RuntimeError(), path=path)
        with pytest.raises(OutcomeUnknown):
            await world.wecom().live_codes.add(users=["zhangsan"])
        assert world.server.asked[path] == 1

    async def test_on_a_connection_that_breaks_are_lost_too(self, world: World) -> None:
        asked: list[bytes] = []

        async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            asked.append(await reader.readline())
            writer.close()

        await world.keeper.put(f"token:{world.caller().app.name}", Token("t", world.hours.at + 7200))
        async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
            url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            with pytest.raises(OutcomeUnknown):
                await world.wecom(url=url).live_codes.add(users=["zhangsan"])
            with pytest.raises(Unreachable):
                await ids(world.wecom(url=url))
        assert [one.split(b"?")[0] for one in asked] == [
            b"POST /cgi-bin/externalcontact/add_contact_way",
            *[f"POST /cgi-bin/{BATCH}".encode()] * 3,
        ]

    async def test_to_what_was_never_sent_are_no_outcome_at_all(self, world: World) -> None:
        async with served(Starlette()) as url:
            pass
        with pytest.raises(Unreachable) as lost:
            await world.wecom(url=url).live_codes.add(users=["zhangsan"])
        assert not isinstance(lost.value, OutcomeUnknown)
        assert len(world.hours.waits) == 2

    async def test_never_show_the_secret_or_the_token(self, world: World) -> None:
        with pytest.raises(Declined) as declined:
            await world.wecom().live_codes.one("none")
        (token,) = world.corp.tokens
        caller = world.caller()
        assert "contact-secret" not in repr(caller.app) + caller.app.name + str(declined.value) + declined.value.said
        assert token not in str(declined.value) + declined.value.said
