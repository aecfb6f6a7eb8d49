"""`huoshui connectors`: what is printed, and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.world import engines

SCRIPT = Path(sys.executable).with_name("huoshui")


@pytest.fixture(scope="module")
def data_dir() -> Path:
    return engines.folder()


def huoshui(data_dir: Path, *arguments: str) -> Any:
    """Run a command without a server, and read its one JSON object."""
    environment = {**os.environ, "HUOSHUI_DATA_DIR": str(data_dir), "HUOSHUI_CONNECTOR_SECRET": "a-secret-of-theirs"}
    done = subprocess.run(
        [SCRIPT, "connectors", *arguments, "--json"], capture_output=True, text=True, env=environment, timeout=100,
        check=False,
    )  # fmt: skip
    assert "a-secret-of-theirs" not in done.stdout + done.stderr
    return done.returncode, json.loads(done.stdout.splitlines()[-1])


@pytest.mark.slow
class TestConnectors:
    def test_are_added_listed_and_their_letters_read_again(self, data_dir: Path) -> None:
        status, made = huoshui(data_dir, "add", "brand", "--title", "品牌", "--corp", "ww1", "--agent", "7")
        assert (status, len(made["token"]), len(made["key"])) == (0, 24, 43)
        status, again = huoshui(data_dir, "add", "brand", "--title", "品牌", "--corp", "ww1", "--agent", "7")
        assert (status, again["code"]) == (1, "ConnectorExists")
        _, listed = huoshui(data_dir, "list")
        assert [(one["name"], one["heard_at"], one["waiting"]) for one in listed["connectors"]] == [("brand", None, 0)]
        assert huoshui(data_dir, "letters", "brand", "--state", "stuck") == (0, {"letters": []})
        assert huoshui(data_dir, "retry", "brand") == (0, {"letters": 0})
        assert huoshui(data_dir, "letters", "nobody")[1]["code"] == "NoSuchConnector"
