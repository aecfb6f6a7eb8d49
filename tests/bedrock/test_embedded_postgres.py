"""The embedded PostgreSQL changes no folder that was there before it."""

import os
import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest

from huoshui.bedrock.embedded_postgres import EmbeddedPostgres
from tests.world import engines


def modes(place: Path) -> dict[Path, int]:
    return {step: step.stat().st_mode for step in [place, *place.parents]}


class TestEmbeddedPostgres:
    @pytest.mark.skipif(os.geteuid() != 0, reason="only root has to find another place for the database")
    def test_leaves_a_closed_folder_closed_and_says_where_it_went(self) -> None:
        closed = Path(tempfile.mkdtemp(prefix="huoshui-closed-"))
        data_dir = closed / "data"
        data_dir.mkdir()
        before = modes(data_dir)
        postgres = EmbeddedPostgres(data_dir)
        try:
            postgres.start()
            with psycopg.connect(postgres.dsn) as connection:
                assert connection.execute("SELECT current_setting('server_version_num')::int / 10000").fetchone() == (
                    18,
                )
            assert modes(data_dir) == before
            assert (data_dir / "postgres.location").read_text().strip() == str(postgres.home)
            assert postgres.home.stat().st_mode & 0o777 == 0o700
        finally:
            postgres.stop()
            shutil.rmtree(postgres.home)
            shutil.rmtree(closed)

    def test_is_found_again_by_the_next_process(self) -> None:
        data_dir = engines.folder()
        first = EmbeddedPostgres(data_dir)
        try:
            first.start()
            second = EmbeddedPostgres(data_dir)
            second.start()
            assert second.pid() == first.pid() is not None
        finally:
            first.stop()
            assert first.pid() is None
            shutil.rmtree(data_dir)
