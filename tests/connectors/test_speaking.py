"""Asking in the name of an account: one client until it changes, one token for all, and notes of what came of it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import text

from huoshui.app.platform import Platform
from huoshui.channels.wecom.failures import Declined, SecretDeclined
from huoshui.connectors.contract import Account, AccountId, ConnectorPaused, NoSuchConnector
from huoshui.connectors.speaking import Speakers
from tests.connectors.conftest import Wecom


@pytest.fixture
async def speakers(platform: Platform) -> AsyncIterator[Speakers]:
    speakers = Speakers(platform.postgres, platform.keys)
    yield speakers
    await speakers.aclose()


async def noted(platform: Platform, account: Account) -> Any:
    async with platform.postgres.session() as session:
        return (
            await session.execute(
                text("SELECT asked_at, failed_at, failure FROM connector_accounts WHERE id = :id"), {"id": account.id}
            )
        ).one()


async def change(platform: Platform, statement: str) -> None:
    async with platform.postgres.transaction() as session:
        await session.execute(text(f"UPDATE connector_accounts SET {statement}"))


class TestAClient:
    async def test_asks_in_the_name_of_the_account(self, speakers: Speakers, account: Account) -> None:
        assert await (await speakers.wecom(account.id)).directory.follow_staff() == ["zhangsan", "lisi"]

    async def test_is_the_same_until_the_account_changes(
        self, platform: Platform, speakers: Speakers, account: Account
    ) -> None:
        first = await speakers.wecom(account.id)
        assert await speakers.wecom(account.id) is first
        await change(platform, "version = 2")
        assert await speakers.wecom(account.id) is not first

    async def test_is_refused_for_a_paused_account(
        self, platform: Platform, speakers: Speakers, account: Account
    ) -> None:
        await speakers.wecom(account.id)
        await change(platform, "paused = true")
        with pytest.raises(ConnectorPaused):
            await speakers.wecom(account.id)

    async def test_is_refused_for_no_account_and_for_another_channel(
        self, platform: Platform, speakers: Speakers, account: Account
    ) -> None:
        with pytest.raises(NoSuchConnector):
            await speakers.wecom(AccountId(404))
        await change(platform, "channel = 'douyin'")
        with pytest.raises(NoSuchConnector):
            await speakers.wecom(account.id)


class TestTokens:
    async def test_are_fetched_once_for_all_who_ask_at_once(
        self, platform: Platform, speakers: Speakers, account: Account, wecom: Wecom
    ) -> None:
        others = [Speakers(platform.postgres, platform.keys) for _ in range(3)]
        clients = [await each.wecom(account.id) for each in (speakers, *others)]
        await asyncio.gather(*(client.directory.follow_staff() for client in clients for _ in range(5)))
        assert wecom.server.asked["gettoken"] == 1
        for other in others:
            await other.aclose()

    async def test_that_another_process_ended_are_taken_from_it(
        self, platform: Platform, speakers: Speakers, account: Account, wecom: Wecom
    ) -> None:
        other = Speakers(platform.postgres, platform.keys)
        ours, theirs = await speakers.wecom(account.id), await other.wecom(account.id)
        await ours.directory.follow_staff()
        wecom.corp.tokens.clear()
        await theirs.directory.follow_staff()
        await ours.directory.follow_staff()
        assert wecom.server.asked["gettoken"] == 2
        await other.aclose()

    async def test_lie_sealed(self, platform: Platform, speakers: Speakers, account: Account, wecom: Wecom) -> None:
        await (await speakers.wecom(account.id)).directory.follow_staff()
        async with platform.postgres.session() as session:
            sealed = bytes(await session.scalar(text("SELECT sealed FROM connector_tokens")))
        (token,) = wecom.corp.tokens
        assert token.encode() not in sealed
        assert platform.keys.open(sealed) == token.encode()


class TestNotes:
    async def test_say_when_the_platform_answered(
        self, platform: Platform, speakers: Speakers, account: Account
    ) -> None:
        assert (await noted(platform, account)).asked_at is None
        await (await speakers.wecom(account.id)).directory.follow_staff()
        assert (await noted(platform, account)).asked_at is not None

    async def test_say_why_it_did_not(
        self, platform: Platform, speakers: Speakers, account: Account, wecom: Wecom
    ) -> None:
        wecom.corp.secrets.clear()
        with pytest.raises(SecretDeclined):
            await (await speakers.wecom(account.id)).directory.follow_staff()
        after = await noted(platform, account)
        assert after.failed_at is not None
        assert after.failure == "gettoken: secret wrong (40001)"

    async def test_take_a_no_to_one_question_for_an_answer(
        self, platform: Platform, speakers: Speakers, account: Account
    ) -> None:
        with pytest.raises(Declined):
            await (await speakers.wecom(account.id)).directory.member("nobody")
        after = await noted(platform, account)
        assert after.asked_at is not None
        assert after.failed_at is None
