"""The benchmark runner: reads figures, counts goals, and never calls a crash a success."""

import os
import runpy
import signal
import subprocess
import sys
import time
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


POSTGRES = """
import sys, time
from pathlib import Path
sys.path.insert(0, "benchmarks")
import harness
from huoshui.bedrock.embedded_postgres import EmbeddedPostgres
with harness.folder() as place:
    server = EmbeddedPostgres(place)
    server.start()
    Path({told!r}).write_text(f"{{server.pid()}} {{place}}")
    try:
        {then}
    finally:
        server.stop()
"""
UNMOVED = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); time.sleep(60)"


def is_gone(told: str) -> bool:
    """Whether neither the server nor its folder is there any more."""
    pid, place = told.split()
    return not RUNNER["runs"](int(pid)) and not Path(place).exists()


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
        said = capfd.readouterr().out
        assert "1 of 1 goals met" in said
        assert "seconds: one 0" in said

    @pytest.mark.parametrize("text", ["print('FIGURE a 3 s <=2 missed')", "raise SystemExit(1)", "print('nothing')"])
    def test_is_not_otherwise(self, bench, text):
        bench("one", text)
        assert RUNNER["main"](["one"]) == 1

    def test_knows_what_there_is(self, bench):
        bench("one", "")
        with pytest.raises(SystemExit, match="no benchmark two; there are: one"):
            RUNNER["main"](["two"])

    def test_runs_what_takes_long_only_where_it_is_named(self, bench, capfd):
        bench("one", "print('FIGURE a 1 s <=2 met')")
        bench("console", "print('FIGURE b 1 s <=2 met')")
        assert RUNNER["main"]([]) == 0
        assert "1 of 1 goals met" in capfd.readouterr().out
        assert RUNNER["main"](["console"]) == 0

    @pytest.mark.slow
    @pytest.mark.parametrize(("then", "ending"), [("time.sleep(60)", 20), (UNMOVED, 2)], ids=["asked", "killed"])
    def test_leaves_nothing_of_a_benchmark_that_takes_too_long(self, bench, monkeypatch, tmp_path, capfd, then, ending):
        told = tmp_path / "told"
        bench("long", POSTGRES.format(told=str(told), then=then))
        monkeypatch.setitem(RUNNER["main"].__globals__, "LONGEST_S", 5)
        monkeypatch.setitem(RUNNER["main"].__globals__, "ENDING_S", ending)
        began = time.monotonic()
        assert RUNNER["main"](["long"]) == 1
        assert time.monotonic() - began < 5 + 20, "what is asked ends, and is not waited for until it is killed"
        assert "long: took longer than 5 s" in capfd.readouterr().out
        assert is_gone(told.read_text())

    @pytest.mark.slow
    def test_leaves_nothing_when_it_is_ended_itself(self, bench, tmp_path):
        told = tmp_path / "told"
        bench("long", POSTGRES.format(told=str(told), then="time.sleep(60)"))
        code = (
            "import pathlib, runpy; run = runpy.run_path('benchmarks/run.py')['main'];"
            f"run.__globals__['HERE'] = pathlib.Path({str(tmp_path)!r}); run(['long'])"
        )
        with subprocess.Popen([sys.executable, "-c", code]) as runner:
            for _ in range(600):
                if told.exists() and told.read_text():
                    break
                time.sleep(0.05)
            os.kill(runner.pid, signal.SIGTERM)
            assert runner.wait(30) != 0
        assert is_gone(told.read_text())
