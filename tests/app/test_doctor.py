"""The doctor: each thing that can be wrong is found, and says what to do."""

import socket
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from huoshui.app.doctor import engines, machine
from huoshui.app.doctor.findings import Finding, State
from huoshui.app.settings import Settings
from huoshui.bedrock import clock
from huoshui.bedrock.crypto import Keys


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    Keys.of_file(tmp_path / "keys" / "master.key")
    token = tmp_path / "keys" / "local_token"
    token.touch(mode=0o600)
    token.write_text("hs_local_x")
    return Settings(data_dir=tmp_path)


def on(settings: Settings, name: str) -> Finding:
    return {one.name: one for one in machine.examine(settings, served=False)}[name]


class TestMachine:
    def test_finds_a_fresh_directory_well(self, settings):
        states = {one.name: one.state for one in machine.examine(settings, served=True)}
        assert [states[name] for name in ("python", "data directory", "permissions", "master key", "local token")] == [
            State.WELL
        ] * 5

    def test_finds_nothing_wrong_with_what_is_not_there_yet(self, tmp_path):
        fresh = Settings(data_dir=tmp_path / "deep" / "down")
        assert on(fresh, "data directory").found.endswith("(made on the first start)")
        assert on(fresh, "master key") == Finding("master key", State.WELL, "made on the first start")
        assert not fresh.data_dir.exists()

    def test_finds_a_key_that_others_may_read(self, settings):
        key = settings.data_dir / "keys" / "master.key"
        key.chmod(0o640)
        assert on(settings, "master key") == Finding(
            "master key", State.BROKEN, f"{key} may be read by others (640)", f"chmod 600 {key}"
        )

    def test_finds_a_key_that_is_none(self, settings):
        (settings.data_dir / "keys" / "master.key").write_bytes(b"short")
        assert on(settings, "master key").state is State.BROKEN

    def test_finds_a_key_that_is_gone_where_there_is_a_database(self, settings):
        (settings.data_dir / "keys" / "master.key").unlink()
        assert on(settings, "master key").state is State.WELL
        (settings.data_dir / "postgres").mkdir()
        assert on(settings, "master key").state is State.BROKEN

    def test_finds_a_directory_that_anybody_may_write(self, settings):
        settings.data_dir.chmod(0o777)
        found = on(settings, "permissions")
        assert (found.state, found.advice) == (State.BROKEN, f"chmod o-w {settings.data_dir}")

    def test_finds_keys_that_others_may_list(self, settings):
        (settings.data_dir / "keys").chmod(0o755)
        assert on(settings, "permissions").state is State.LOOK

    @pytest.mark.parametrize(("free", "state"), [(1 << 29, "broken"), (3 << 30, "look"), (9 << 30, "well")])
    def test_finds_a_disk_that_fills(self, settings, monkeypatch, free, state):
        monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: machine.shutil._ntuple_diskusage(0, 0, free))
        assert on(settings, "disk").state == state

    def test_finds_a_port_that_is_taken(self, settings):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            busy = settings.model_copy(update={"port": taken.getsockname()[1]})
            assert on(busy, "port").state is State.LOOK

    def test_advises_wherever_something_is_not_well(self, settings):
        settings.data_dir.chmod(0o777)
        for finding in machine.examine(settings, served=False):
            assert bool(finding.advice) == (finding.state is not State.WELL)


class TestEngines:
    async def examined(self, platform) -> dict[str, Finding]:
        found = engines.examine(platform.postgres, platform.clickhouse, now=clock.now())
        return {one.name: one async for one in found}

    async def test_finds_fresh_engines_well(self, platform):
        assert {name: one for name, one in (await self.examined(platform)).items() if one.state is not State.WELL} == {}

    async def test_counts_what_waits_in_quarantine(self, platform):
        async with platform.postgres.transaction() as session:
            await session.execute(
                text("""
                INSERT INTO quarantine (key, source, message_id, name, code, message, arrival, received_at, identities)
                SELECT gen_random_uuid(), 1, 'm', 'n', 'c', 'w', '', now(), '{}' FROM generate_series(1, 3)
            """)
            )
        found = (await self.examined(platform))["quarantine"]
        assert (found.state, found.found) == (State.LOOK, "3 events wait")

    @pytest.mark.parametrize(("late", "state"), [(2, "well"), (60, "look"), (3600, "broken")])
    async def test_measures_how_late_the_feed_is(self, platform, late, state):
        async with platform.postgres.transaction() as session:
            await session.execute(
                text("INSERT INTO intake_batches (id, writer, closed_at) VALUES (-1, 0, :at)"),
                {"at": clock.now() - timedelta(seconds=late)},
            )
        assert (await self.examined(platform))["feed"].state == state

    async def test_finds_a_batch_that_a_defect_set_aside(self, platform):
        async with platform.postgres.transaction() as session:
            await session.execute(
                text("INSERT INTO intake_batches (id, writer, closed_at, failed_why) VALUES (-1, 0, now(), 'KeyError')")
            )
        found = (await self.examined(platform))["feed"]
        assert (found.state, found.found) == (State.BROKEN, "1 batches failed on a defect")

    async def test_finds_a_schema_that_is_behind(self, platform):
        async with platform.postgres.transaction() as session:
            await session.execute(text("UPDATE alembic_version SET version_num = '0001_bedrock'"))
        try:
            found = (await self.examined(platform))["postgresql schema"]
        finally:
            async with platform.postgres.transaction() as session:
                await session.execute(
                    text("UPDATE alembic_version SET version_num = :head"), {"head": engines.upgrade.head()}
                )
        assert (found.state, found.advice) == (State.BROKEN, "run `huoshui migrate`")


class TestDoor:
    async def test_is_closed_to_nobody(self, client):
        del client.headers["Authorization"]
        assert (await client.get("/api/system/doctor")).status_code == 401

    async def test_answers_with_every_finding(self, client):
        names = [one["name"] for one in (await client.get("/api/system/doctor")).json()]
        assert names[:2] == ["postgresql", "clock"]
        assert "clickhouse schema" in names
