"""Data directories of tests: removed at the end, and nobody else's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.world import engines


class TestFolders:
    def test_go_with_their_test_process_and_those_of_killed_ones_too(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(engines, "_place", lambda: tmp_path)
        gone = subprocess.Popen([sys.executable, "-c", ""])
        gone.wait()
        for name in (f"huoshui-test-{gone.pid}-a", f"huoshui-test-{os.getppid()}-b", "huoshui-test-notes", "other"):
            (tmp_path / name).mkdir()
        mine = engines.folder()
        assert mine.parent == tmp_path
        engines.leave()
        assert {one.name for one in tmp_path.iterdir()} == {
            f"huoshui-test-{os.getppid()}-b",
            "huoshui-test-notes",
            "other",
        }
