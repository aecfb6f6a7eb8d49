"""Reading letters: each reader has each once, one that fails delays nobody, and a crash leaves nothing half done."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.channels.wecom.callbacks import ArchiveAgreed, ContactAdded, TagChanged
from huoshui.connectors import operations as connectors
from huoshui.connectors import reading
from huoshui.connectors.contract import Account
from huoshui.events.contract import IntakeBusy
from huoshui.rehearsal.wecom.teller import Mishap, Teller
from tests.connectors.conftest import Reader, Wecom, letters


async def customers(teller: Teller, wecom: Wecom, number: int) -> list[str]:
    """Let customers add a staff member, and bring what WeCom says of it."""
    ids = [wecom.acts.add(wecom.acts.appear(f"客户{one}"), "zhangsan").external_userid for one in range(number)]
    await teller.tell()
    return ids


async def outbox(platform: Platform) -> int:
    async with platform.postgres.session() as session:
        return int(await session.scalar(text("SELECT count(*) FROM outbox WHERE name = 'Told'")) or 0)


async def stored(platform: Platform) -> list[Any]:
    return await platform.clickhouse.rows("SELECT name, channel FROM events ORDER BY name")


class TestALetter:
    async def test_is_told_to_every_reader_once_in_order(
        self, teller: Teller, platform: Platform, wecom: Wecom, readers: dict[str, Reader]
    ) -> None:
        ids = await customers(teller, wecom, 120)
        assert await platform.mail.read() == 120
        for reader in readers.values():
            assert [one.external_userid for one in reader.facts if isinstance(one, ContactAdded)] == ids
        assert await platform.mail.read() == 0
        assert {one.read_at is None for one in await letters(platform)} == {False}

    async def test_that_came_twice_is_told_once(
        self, teller: Teller, platform: Platform, wecom: Wecom, readers: dict[str, Reader]
    ) -> None:
        wecom.acts.add(wecom.acts.appear("王芳"), "zhangsan")
        await teller.tell(Mishap(repeated=1.0))
        await platform.mail.read()
        assert len(readers["first"].facts) == 1

    async def test_of_a_paused_account_waits(
        self, teller: Teller, platform: Platform, wecom: Wecom, readers: dict[str, Reader]
    ) -> None:
        await customers(teller, wecom, 3)
        for paused, read in (("true", 0), ("false", 3)):
            async with platform.postgres.transaction() as session:
                await session.execute(text(f"UPDATE connector_accounts SET paused = {paused}"))
            assert await platform.mail.read() == read

    async def test_is_settled_with_the_platform(
        self, teller: Teller, platform: Platform, wecom: Wecom, readers: dict[str, Reader]
    ) -> None:
        await customers(teller, wecom, 1)
        await platform.settle()
        assert len(readers["second"].facts) == 1


class TestAReaderThatFails:
    async def test_delays_nobody(
        self, teller: Teller, platform: Platform, wecom: Wecom, readers: dict[str, Reader]
    ) -> None:
        await customers(teller, wecom, 2)
        readers["first"].failing = True
        await platform.mail.read()
        assert (len(readers["first"].facts), len(readers["second"].facts)) == (0, 2)
        assert await outbox(platform) == 2
        assert [(one.problem, one.tries, one.told) for one in await letters(platform)] == [
            ("first: KeyError", 1, ["second"])
        ] * 2

    async def test_is_told_again_and_the_others_are_not(
        self, teller: Teller, platform: Platform, wecom: Wecom, readers: dict[str, Reader]
    ) -> None:
        await customers(teller, wecom, 1)
        readers["first"].failing = True
        await platform.mail.read()
        readers["first"].failing = False
        assert await platform.mail.read() == 0
        assert await platform.mail.read(now=clock.now() + timedelta(seconds=2)) == 1
        assert (len(readers["first"].facts), len(readers["second"].facts)) == (1, 1)
        (letter,) = await letters(platform)
        assert (letter.read_at is None, letter.problem) == (False, "")

    async def test_is_left_to_somebody_after_many_tries(
        self, teller: Teller, platform: Platform, wecom: Wecom, readers: dict[str, Reader]
    ) -> None:
        await customers(teller, wecom, 1)
        readers["first"].failing = True
        at = clock.now()
        for _ in range(15):
            await platform.mail.read(now=at)
            at += timedelta(hours=3)
        (letter,) = await letters(platform)
        assert (letter.tries, letter.stuck_at is None, letter.read_at) == (10, False, None)

    async def test_in_its_statement_undoes_only_its_own(
        self, teller: Teller, platform: Platform, wecom: Wecom, readers: dict[str, Reader],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        async def broken(session: Any, account: Account, letter: object) -> None:
            await session.execute(text("INSERT INTO outbox (name, payload) VALUES ('Told', '{}')"))
            await session.execute(text("SELECT 1 / 0"))

        monkeypatch.setattr(connectors, "readers", {"broken": broken, **readers})
        await customers(teller, wecom, 1)
        await platform.mail.read()
        (letter,) = await letters(platform)
        assert (letter.problem, letter.told) == ("broken: DivisionByZero", ["first", "second"])
        assert await outbox(platform) == 2


class TestEvents:
    async def test_are_made_here_of_what_no_reader_makes_them_of(
        self, teller: Teller, platform: Platform, wecom: Wecom, readers: dict[str, Reader]
    ) -> None:
        follow = wecom.acts.add(wecom.acts.appear("王芳"), "zhangsan")
        wecom.corp.tell("change_external_contact", "msg_audit_approved", UserID="zhangsan",
                        ExternalUserID=follow.external_userid)  # fmt: skip
        await teller.tell()
        await platform.settle()
        assert await stored(platform) == [("Chat Archive Agreed", "wecom")]
        assert [type(fact) for fact in readers["first"].facts] == [ContactAdded, ArchiveAgreed]

    async def test_are_stored_once_though_the_letter_is_read_again(
        self, teller: Teller, platform: Platform, wecom: Wecom, readers: dict[str, Reader]
    ) -> None:
        wecom.corp.tell(
            "change_external_contact", "msg_audit_approved", UserID="zhangsan", ExternalUserID="wm" + "a" * 30
        )
        await teller.tell()
        await platform.mail.read()
        async with platform.postgres.transaction() as session:
            await session.execute(text("UPDATE connector_letters SET read_at = NULL, told = '{}'"))
        await platform.mail.read()
        await platform.settle()
        assert len(await stored(platform)) == 1

    async def test_wait_while_intake_is_busy(
        self, teller: Teller, platform: Platform, wecom: Wecom, readers: dict[str, Reader],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        wecom.corp.tell(
            "change_external_contact", "msg_audit_approved", UserID="zhangsan", ExternalUserID="wm" + "a" * 30
        )
        wecom.corp.tell("change_external_tag", "create", Id="et-1", TagType="tag")
        await teller.tell()

        async def busy(*_given: object, **_how: object) -> None:
            raise IntakeBusy(retry_after=1)

        with monkeypatch.context() as away:
            away.setattr(platform.intake, "submit", busy)
            await platform.mail.read()
        waiting, read = await letters(platform)
        assert (waiting.read_at, waiting.tries, waiting.problem) == (None, 0, "")
        assert read.read_at is not None
        await platform.mail.read(now=clock.now() + timedelta(seconds=3))
        await platform.settle()
        assert await stored(platform) == [("Chat Archive Agreed", "wecom")]
        assert [type(fact) for fact in readers["first"].facts] == [ArchiveAgreed, TagChanged]


class TestACrash:
    async def test_between_reading_and_its_end_leaves_nothing_half_done(
        self, teller: Teller, platform: Platform, wecom: Wecom, readers: dict[str, Reader],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        await customers(teller, wecom, 3)

        async def killed(*_: object) -> None:
            raise SystemExit

        with monkeypatch.context() as dying:
            dying.setattr(reading, "_settle", killed)
            with pytest.raises(SystemExit):
                await platform.mail.read()
        assert await outbox(platform) == 0
        assert await platform.mail.read() == 3
        assert await outbox(platform) == 6

    async def test_of_another_process_frees_what_it_had_in_hand(
        self, teller: Teller, platform: Platform, wecom: Wecom, readers: dict[str, Reader]
    ) -> None:
        await customers(teller, wecom, 1)
        async with platform.postgres.session() as session:
            row = (await session.execute(text("SELECT id FROM connector_accounts"))).one()
            assert await session.scalar(reading._ALONE, {"account": row.id})
            assert await platform.mail.read() == 0
            await session.rollback()
        assert await platform.mail.read() == 1
