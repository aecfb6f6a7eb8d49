"""The import contracts catch what they are there to catch: each kind is broken on purpose in a small house."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

CONFIG = Path("pyproject.toml").read_text(encoding="utf-8")
STAGES = tomllib.loads(CONFIG)["tool"]["importlinter"]["contracts"][0]["layers"]
ROOMS = ["api", "operations", "queries", "models", "warehouse", "rules", "contract", "published", "schemas", "tasks"]


@pytest.fixture
def small_house(tmp_path):
    tmp_path.joinpath("pyproject.toml").write_text(CONFIG[CONFIG.index("[tool.importlinter]") :], encoding="utf-8")
    for stage in STAGES:
        folder = tmp_path / "huoshui" / stage
        folder.mkdir(parents=True)
        for room in ["__init__", *ROOMS]:
            folder.joinpath(f"{room}.py").touch()
    tmp_path.joinpath("huoshui", "__init__.py").touch()
    return tmp_path


def lint(house: Path) -> tuple[int, str]:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=house, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(house)},
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


class TestContracts:
    def test_keep_a_house_in_order(self, small_house):
        small_house.joinpath("huoshui/people/operations.py").write_text(
            "from huoshui.identity import contract, queries, operations\nfrom huoshui.people import rules, models\n"
        )
        code, said = lint(small_house)
        assert (code, "7 kept, 0 broken" in said) == (0, True), said

    @pytest.mark.parametrize(
        ("file", "line", "contract"),
        [
            ("identity/operations.py", "from huoshui.people import contract", "The river flows one way"),
            ("novelty/__init__.py", "", "The river flows one way"),
            ("people/queries.py", "from huoshui.people import operations", "Inside a stage"),
            ("people/operations.py", "from huoshui.identity import models", "Stages meet at contract"),
            ("people/queries.py", "from huoshui.identity import published", "Only the stages that join"),
            ("people/rules.py", "import sqlalchemy", "Rules and contracts are pure"),
            ("people/operations.py", "import fastapi", "Only doors speak HTTP"),
            ("people/inner/__init__.py", "from huoshui.people import contract", "No circles anywhere"),
        ],
    )
    def test_catch(self, small_house, file, line, contract):
        place = small_house / "huoshui" / file
        place.parent.mkdir(exist_ok=True)
        place.write_text(line + "\n")
        if "inner" in file:
            small_house.joinpath("huoshui/people/contract.py").write_text("from huoshui.people import inner\n")
        code, said = lint(small_house)
        assert code == 1
        assert any(contract in row and "BROKEN" in row for row in said.splitlines()), said
