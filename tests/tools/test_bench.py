"""The benchmark runner: reads figures, counts goals, and never calls a crash a success."""

import runpy
from pathlib import Path

import pytest

RUNNER = runpy.run_path("benchmarks/run.py")


@pytest.fixture
def bench(tmp_path, monkeypatch):
    def write(name: str, text: str) -> Path:
        path = tmp_path / f"bench_{name}.py"
        path.write_text(text)
        return path

    monkeypatch.setitem(RUNNER["main"].__globals__, "HERE", tmp_path)
    return write


class TestFigures:
    def test_reads_a_line(self):
        (figure,) = RUNNER["figures_in"]("ingest", "FIGURE events_per_second 31250 1/s >=30000 met\n")
        assert (figure.name, figure.value, figure.unit, figure.goal, figure.verdict) == (
            "events_per_second", "31250", "1/s", ">=30000", "met",
        )  # fmt: skip

    @pytest.mark.parametrize("line", ["", "FIGURE too few", "FIGURE a 1 s >=2 perhaps", "figure a 1 s >=2 met"])
    def test_lets_other_lines_pass(self, line):
        assert list(RUNNER["figures_in"]("x", line)) == []


class TestMain:
    def test_is_content_when_every_goal_is_met(self, bench, capfd):
        bench("one", "print('FIGURE a 1 s <=2 met')")
        assert RUNNER["main"]([]) == 0
        assert "1 of 1 goals met" in capfd.readouterr().out

    @pytest.mark.parametrize("text", ["print('FIGURE a 3 s <=2 missed')", "raise SystemExit(1)", "print('nothing')"])
    def test_is_not_otherwise(self, bench, text):
        bench("one", text)
        assert RUNNER["main"](["one"]) == 1

    def test_knows_what_there_is(self, bench):
        bench("one", "")
        with pytest.raises(SystemExit, match="no benchmark two; there are: one"):
            RUNNER["main"](["two"])
