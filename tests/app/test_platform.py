"""The platform opens on what it was written under, or says what is in its way."""

from pathlib import Path

import pytest

from huoshui.app import platform as opening
from huoshui.app.platform import EngineAway, Platform, open_platform
from huoshui.app.settings import Settings
from huoshui.bedrock import clock
from huoshui.bedrock.crypto import Keys, WrongMasterKey
from huoshui.events import operations as events
from huoshui.events.contract import Arrival

AT = clock.milliseconds(clock.now())


@pytest.fixture
async def known(platform: Platform) -> Platform:
    """Somebody is known, and nothing of theirs is personal."""
    async with platform.postgres.transaction() as session:
        source, _ = await events.add_source(session, name="web", channel="", plan="allow", now=clock.now())
    came = Arrival(
        message_id="m1", kind="identify", name="", occurred_at=AT, stated_at=AT, sent_at=AT, timestamp_source="stated",
        channel="", identifiers=[("user_id", "u1")], properties=b"{}", context=b"{}",
    )  # fmt: skip
    await platform.intake.submit(source, [came], received_at=AT)
    await platform.settle()
    return platform


class TestMasterKey:
    async def test_is_made_for_a_database_that_knows_nobody(self, platform: Platform, tmp_path: Path) -> None:
        keys = await opening._keys(tmp_path / "master.key", platform.postgres)
        assert keys.fingerprint("a", "b") == Keys.of_file(tmp_path / "master.key").fingerprint("a", "b")

    async def test_that_it_was_written_under_opens_it(self, known: Platform) -> None:
        keys = await opening._keys(known.settings.key_file, known.postgres)
        assert keys.fingerprint("a", "b") == known.keys.fingerprint("a", "b")

    async def test_of_another_is_refused(self, known: Platform, tmp_path: Path) -> None:
        other = tmp_path / "master.key"
        other.write_bytes(b"k" * 32)
        with pytest.raises(WrongMasterKey, match="is not the one"):
            await opening._keys(other, known.postgres)
        assert other.read_bytes() == b"k" * 32

    async def test_that_is_gone_is_not_made_anew(self, known: Platform, tmp_path: Path) -> None:
        with pytest.raises(WrongMasterKey, match="is missing"):
            await opening._keys(tmp_path / "master.key", known.postgres)
        assert not (tmp_path / "master.key").exists()


class TestEnginesOfYours:
    async def test_that_do_not_answer_are_named_without_their_password(self, tmp_path: Path) -> None:
        away = Settings(data_dir=tmp_path, postgres_url="postgresql://me:secret@127.0.0.1:1/huoshui")
        with pytest.raises(EngineAway) as refused:
            async with open_platform(away, work=False):
                pytest.fail("there is nothing at port 1")
        assert refused.value.message.startswith("PostgreSQL at 127.0.0.1:1 does not answer: ")
        assert "set HUOSHUI_POSTGRES_URL right" in refused.value.message
        assert "secret" not in refused.value.message
