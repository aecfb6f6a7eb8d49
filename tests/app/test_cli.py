"""The command line: what it prints, how it ends, and that it works beside a server and without one."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import ClassVar

import httpx2
import pytest

from huoshui.app.cli import app, run, running
from huoshui.app.cli.terminal import terminal
from tests.world import engines

SCRIPT = Path(sys.executable).with_name("huoshui")
READY_S = 120.0


def huoshui(data_dir: Path, *arguments: str, give: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HUOSHUI_DATA_DIR": str(data_dir), "COLUMNS": "160"}
    return subprocess.run(
        [SCRIPT, *arguments], capture_output=True, text=True, check=False, env=environment, input=give, timeout=100
    )


def told(done: subprocess.CompletedProcess[str]) -> dict:
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    return json.loads(line)


@pytest.fixture(scope="module")
def data_dir() -> Path:
    return engines.folder()


@pytest.fixture(scope="module")
def server(data_dir: Path) -> Iterator[str]:
    """A real server process on the directory; gives its address."""
    environment = {**os.environ, "HUOSHUI_DATA_DIR": str(data_dir)}
    with subprocess.Popen([SCRIPT, "serve", "--port", "0"], env=environment, stderr=subprocess.PIPE) as process:
        yield _opened(data_dir)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
    assert not running.note(data_dir).exists()


def _opened(data_dir: Path) -> str:
    deadline = time.monotonic() + READY_S
    while time.monotonic() < deadline:
        found = running.find(data_dir)
        if found and httpx2.get(f"{found.url}/readyz").status_code == 200:
            return found.url
        time.sleep(0.1)
    pytest.fail("the server did not become ready")


class TestHelp:
    @pytest.mark.parametrize(
        "command",
        ["serve", "api", "worker", "migrate", "doctor", "demo", "openapi", "sources", "staff", "import", "report",
         "people", "segments", "intimacy", "events", "erase", "export"],
    )  # fmt: skip
    def test_speaks_english_and_chinese(self, command, capsys):
        assert run([command, "--help"]) == 0
        said = capsys.readouterr().out
        assert any("一" <= letter <= "鿿" for letter in said)

    def test_tells_the_release(self, capsys):
        assert run(["--version"]) == 0
        assert re.fullmatch(r"huoshui \d+\.\d+\.\d+\n", capsys.readouterr().out)

    def test_ends_wrong_usage_with_two(self, capsys):
        assert run(["people", "shwo"]) == 2
        assert run(["events", "quarantine", "--limit", "0"]) == 2
        assert run(["import", "/no/such/file.csv"]) == 2
        assert run(["events", "release"]) == 2
        capsys.readouterr()

    def test_shows_no_local_values_in_a_traceback(self):
        assert app.pretty_exceptions_show_locals is False


class TestWithoutAServer:
    def test_tail_says_that_none_is_running(self, tmp_path, monkeypatch, capsys):
        monkeypatch.setenv("HUOSHUI_DATA_DIR", str(tmp_path))
        terminal.as_json = False
        assert run(["events", "tail"]) == 3
        assert "No server is running" in capsys.readouterr().err

    def test_api_refuses_embedded_engines(self, tmp_path, monkeypatch, capsys):
        monkeypatch.setenv("HUOSHUI_DATA_DIR", str(tmp_path))
        assert run(["api"]) == 1
        assert "EmbeddedIsOneProcess" in capsys.readouterr().err

    def test_works_on_the_directory_by_itself(self):
        fresh = engines.folder()
        made = told(huoshui(fresh, "sources", "add", "site", "--json"))
        assert sorted(made) == ["id", "write_key"]
        assert made["write_key"].startswith("wk_")
        assert told(huoshui(fresh, "sources", "list", "--json"))["sources"][0]["name"] == "site"
        file = fresh / "known.json"
        file.write_text('{"version": 1, "where": {"kind": "known"}}')
        assert told(huoshui(fresh, "segments", "count", str(file), "--json"))["people"] == 0


class TestBesideAServer:
    def test_counts_people(self, data_dir, server):
        assert sorted(told(huoshui(data_dir, "people", "count", "--json"))) == ["identified", "people", "reachable"]

    def test_adds_a_source_whose_key_works_at_once_and_tails_what_comes(self, data_dir, server):
        made = told(huoshui(data_dir, "sources", "add", "shop", "--json"))
        before = told(huoshui(data_dir, "events", "count", "--json"))
        sent = httpx2.post(
            f"{server}/v1/track", auth=(made["write_key"], ""),
            json={"userId": "u1", "event": "Product Viewed", "messageId": "m1", "properties": {"product_id": "p"}},
        )  # fmt: skip
        assert sent.status_code == 200
        assert told(huoshui(data_dir, "events", "count", "--json")) == {**before, "events": before["events"] + 1}
        tailed = huoshui(data_dir, "events", "tail", "--limit", "1", "--back", "3600", "--json")
        line = json.loads(tailed.stdout.splitlines()[0])
        assert line["decided"] == "stored"
        assert datetime.fromisoformat(line["received_at"]).tzinfo is not None

    def test_refuses_with_the_code_of_the_api_and_exit_one(self, data_dir, server):
        done = huoshui(data_dir, "sources", "rotate", "nowhere", "--json")
        assert done.returncode == 1
        refused = json.loads(done.stdout)
        assert (refused["code"], refused["facts"]) == ("NoSuchSource", {"name": "nowhere"})

    def test_tells_people_on_standard_error(self, data_dir, server):
        done = huoshui(data_dir, "sources", "rotate", "nowhere")
        assert done.stdout == ""
        assert (
            done.stderr
            == "✗ There is no source named “nowhere”. (NoSuchSource)\n  there are 有哪些 → huoshui sources list\n"
        )

    def test_reads_a_password_from_standard_input_and_does_not_repeat_it(self, data_dir, server):
        done = huoshui(
            data_dir,
            "staff",
            "add",
            "lin",
            "--role",
            "viewer",
            "--password-stdin",
            "--json",
            give="Rain on the pond 7\n",
        )
        assert told(done)["login"] == "lin"
        assert "pond" not in done.stdout + done.stderr

    def test_examines_a_well_system(self, data_dir, server):
        found = told(huoshui(data_dir, "doctor", "--json"))
        assert found["state"] in {"well", "look"}
        names = {one["name"]: one["state"] for one in found["findings"]}
        assert {name: names[name] for name in ("postgresql schema", "clickhouse schema", "master key", "feed")} == {
            "postgresql schema": "well", "clickhouse schema": "well", "master key": "well", "feed": "well",
        }  # fmt: skip

    def test_refuses_a_second_server(self, data_dir, server):
        done = huoshui(data_dir, "serve", "--port", "0")
        assert done.returncode == 1
        assert "is in use by process" in done.stderr
        assert httpx2.get(f"{server}/readyz").status_code == 200


class TestImport:
    ROWS = (
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
        "536365,85123A,HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n"
        "536365,71053,LANTERN,6,2010-12-01 08:26:00,3.39,17850,United Kingdom\n"
        "536366,22633,WARMER,1,2010-12-01 08:28:00,1.85,,United Kingdom\n"
    )

    def test_tries_imports_and_takes_back(self, data_dir, server, tmp_path):
        file = tmp_path / "orders.csv"
        file.write_text(self.ROWS)
        before = told(huoshui(data_dir, "events", "count", "--json"))
        tried = told(huoshui(data_dir, "import", str(file), "--dry-run", "--json"))
        assert (tried["state"], tried["rows"], tried["records"], tried["refused"]) == ("dry_run", 3, 2, 0)
        assert told(huoshui(data_dir, "events", "count", "--json")) == before
        done = told(huoshui(data_dir, "import", str(file), "--mapping", "uci-online-retail", "--json"))
        assert (done["state"], done["results"]["new"]) == ("finished", 2)
        assert told(huoshui(data_dir, "import", str(file), "--json"))["results"] == {"unchanged": 2}
        assert told(huoshui(data_dir, "undo", str(done["id"]), "--json"))["state"] == "undone"

    def test_refuses_a_mapping_that_is_no_json(self, data_dir, server, tmp_path):
        file, mapping = tmp_path / "orders.csv", tmp_path / "mapping.json"
        file.write_text(self.ROWS)
        mapping.write_text("{")
        done = huoshui(data_dir, "import", str(file), "--mapping", str(mapping), "--json")
        assert (done.returncode, json.loads(done.stdout)["code"]) == (1, "MappingUnreadable")

    def test_fails_a_file_that_is_none(self, data_dir, server, tmp_path):
        file = tmp_path / "noise.csv"
        file.write_text("x\n")
        done = huoshui(data_dir, "import", str(file), "--json")
        assert (done.returncode, json.loads(done.stdout)["state"]) == (1, "failed")


class TestPeople:
    def test_are_shown_explained_split_and_erased(self, data_dir, server):
        key = told(huoshui(data_dir, "sources", "add", "app", "--json"))["write_key"]
        said = {"anonymousId": "a7", "userId": "u7", "traits": {"phone": "13900000007", "nickname": "[/red]\x1b[2J"}}
        assert httpx2.post(f"{server}/v1/identify", auth=(key, ""), json=said).status_code == 200
        person = self.eventually_known(data_dir, "user_id:u7")
        assert {one["namespace"]: one["value"] for one in person["identifiers"]} == {
            "anonymous": "a7", "user_id": "u7", "phone": "139****0007",
        }  # fmt: skip
        assert [event["kind"] for event in person["timeline"]] == ["identify"]
        explained = told(huoshui(data_dir, "people", "explain", "phone:13900000007", "anonymous:a7", "--json"))
        assert explained["one_person"] is True
        table = huoshui(data_dir, "people", "show", "user_id:u7")
        assert table.returncode == 0
        assert "\x1b" not in table.stdout
        assert "[/red]" in table.stdout
        assert len(told(huoshui(data_dir, "people", "split", "user_id:u7", "anonymous:a7", "--json"))["people"]) == 2
        taken = json.loads(huoshui(data_dir, "export", "user_id:u7").stdout)
        assert "13900000007" in json.dumps(taken)
        file = data_dir / "everybody-reads.json"
        file.touch(mode=0o644)
        assert huoshui(data_dir, "export", "user_id:u7", "-o", str(file)).returncode == 0
        assert (json.loads(file.read_text())["person"], file.stat().st_mode & 0o777) == (taken["person"], 0o600)
        nowhere = huoshui(data_dir, "export", "user_id:u7", "-o", str(data_dir / "no" / "such.json"))
        assert (nowhere.returncode, nowhere.stdout) == (1, "")
        assert "CannotBeWritten" in nowhere.stderr
        assert told(huoshui(data_dir, "erase", "user_id:u7", "--yes", "--json"))["state"] == "finished"
        assert huoshui(data_dir, "people", "show", "user_id:u7").returncode == 1

    def test_are_found_by_whatever_an_identifier_holds(self, data_dir, server):
        key = told(huoshui(data_dir, "sources", "add", "wx", "--json"))["write_key"]
        users = ["wx/u8", "wx%2Fu8", "wx?u8=#1"]
        for user in users:
            assert httpx2.post(f"{server}/v1/identify", auth=(key, ""), json={"userId": user}).status_code == 200
        people = [self.eventually_known(data_dir, f"user_id:{user}") for user in users]
        assert [one["value"] for person in people for one in person["identifiers"]] == users
        assert told(huoshui(data_dir, "aipl", "why", "user_id:wx/u8", "--json"))["person"] == people[0]["person"]

    def eventually_known(self, data_dir: Path, identifier: str) -> dict:
        for _ in range(20):
            done = huoshui(data_dir, "people", "show", identifier, "--json")
            if done.returncode == 0:
                return told(done)
            time.sleep(0.3)
        pytest.fail("the person never came")

    def test_are_erased_only_when_somebody_says_yes(self, data_dir, server):
        done = huoshui(data_dir, "erase", "user_id:nobody", give="n\n")
        assert done.returncode == 1
        assert "This cannot be undone" in done.stderr


class TestSegments:
    KNOWN: ClassVar = {"version": 1, "where": {"kind": "known"}}

    def test_are_counted_listed_and_explained_from_a_file_or_by_name(self, data_dir, server, tmp_path):
        key = told(huoshui(data_dir, "sources", "add", "segments", "--json"))["write_key"]
        httpx2.post(f"{server}/v1/identify", auth=(key, ""), json={"userId": "u8", "traits": {}}).raise_for_status()
        file = tmp_path / "known.json"
        file.write_text(json.dumps(self.KNOWN))
        for _ in range(20):
            people = told(huoshui(data_dir, "segments", "people", str(file), "--json"))["people"]
            explained = huoshui(data_dir, "segments", "explain", str(file), "--person", "user_id:u8", "--json")
            if explained.returncode == 0 and json.loads(explained.stdout)["person"] in people:
                break
            time.sleep(0.3)
        assert told(explained)["why"]["met"] is True
        assert told(huoshui(data_dir, "segments", "count", str(file), "--json"))["people"] == len(people)
        assert told(huoshui(data_dir, "segments", "keep", str(file), "we know", "--json"))["version"] == 1
        assert told(huoshui(data_dir, "segments", "count", "we know", "--json"))["people"] == len(people)
        assert "we know" in [one["name"] for one in told(huoshui(data_dir, "segments", "list", "--json"))["segments"]]
        token = (data_dir / "keys" / "local_token").read_text()
        kept = httpx2.post(
            f"{server}/api/segments", headers={"Authorization": f"Bearer {token}"},
            json={"name": "认识的人", "definition": self.KNOWN},
        )  # fmt: skip
        assert kept.status_code == 201
        assert told(huoshui(data_dir, "segments", "count", "认识的人", "--json"))["people"] == len(people)
        shown = huoshui(data_dir, "segments", "explain", "认识的人", "--person", "user_id:u8")
        assert "✓ known" in shown.stdout

    def test_are_watched_by_name_with_members_changes_and_snapshots(self, data_dir, server):
        key = told(huoshui(data_dir, "sources", "add", "watching", "--json"))["write_key"]
        token = (data_dir / "keys" / "local_token").read_text()
        signed = {"kind": "did", "events": ["报名"]}
        httpx2.post(
            f"{server}/api/segments", headers={"Authorization": f"Bearer {token}"},
            json={"name": "报名 的人", "definition": {"version": 1, "where": signed}},
        ).raise_for_status()  # fmt: skip
        assert told(huoshui(data_dir, "segments", "watch", "报名 的人", "--json"))["segment"] == "报名 的人"
        for _ in range(40):
            if told(huoshui(data_dir, "segments", "watched", "--json"))["watches"][0]["state"] == "current":
                break
            time.sleep(0.3)
        httpx2.post(f"{server}/v1/track", auth=(key, ""), json={"userId": "w1", "event": "报名"}).raise_for_status()
        for _ in range(40):
            done = huoshui(data_dir, "segments", "members", "报名 的人", "--json")
            if done.returncode == 0 and told(done)["people"]:
                break
            time.sleep(0.3)
        (member,) = told(done)["members"]
        (change,) = told(huoshui(data_dir, "segments", "changes", "报名 的人", "--json"))["changes"]
        assert (change["person"], change["entered"], change["cause"]) == (member["person"], True, "event")
        assert change["at"] == member["entered_at"]
        (watch,) = told(huoshui(data_dir, "segments", "watched", "--json"))["watches"]
        assert (watch["state"], watch["people"], watch["last_error"]) == ("current", 1, None)
        assert "current 实时" in huoshui(data_dir, "segments", "watched").stdout
        assert "event 行为" in huoshui(data_dir, "segments", "changes", "报名 的人").stdout
        assert told(huoshui(data_dir, "segments", "snapshot", "报名 的人", "--json"))["people"] == 1
        ended = told(huoshui(data_dir, "segments", "unwatch", "报名 的人", "--json"))
        assert ended == {"segment": "报名 的人", "state": "ended"}
        refused = huoshui(data_dir, "segments", "members", "报名 的人", "--json")
        assert (refused.returncode, json.loads(refused.stdout)["code"]) == (1, "NotWatched")

    def test_say_which_events_never_came_instead_of_a_plain_nothing(self, data_dir, server, tmp_path):
        file = tmp_path / "slip.json"
        file.write_text('{"version": 1, "where": {"kind": "did", "events": ["Product Viewd", "Product Viewed"]}}')
        done = huoshui(data_dir, "segments", "count", str(file))
        assert "no event “Product Viewd” ever came" in done.stderr
        assert "“Product Viewed”" not in done.stderr
        file.write_text('{"kind": "trends", "period": {"last_days": 2}, "series": [{"events": ["Product Viewd"]}]}')
        assert "no event “Product Viewd” ever came" in huoshui(data_dir, "insight", "run", str(file)).stderr
        assert huoshui(data_dir, "insight", "run", str(file), "--json").stderr == ""

    def test_say_where_a_file_is_wrong_and_what_is_allowed_there(self, data_dir, server, tmp_path):
        file = tmp_path / "bad.json"
        file.write_text('{"version": 1, "where": {"kind": "any", "of": [{"kind": "knwn"}]}}')
        done = huoshui(data_dir, "segments", "count", str(file), "--json")
        refused = json.loads(done.stdout)
        assert (done.returncode, refused["code"], refused["facts"]["path"]) == (1, "NotASegment", "where.of.0")
        file.write_text("{")
        done = huoshui(data_dir, "segments", "count", str(file), "--json")
        assert (done.returncode, json.loads(done.stdout)["code"]) == (1, "SegmentUnreadable")
        assert huoshui(data_dir, "segments", "count", "missing.json").returncode == 2
        done = huoshui(data_dir, "segments", "count", "nobody-made-this", "--json")
        assert json.loads(done.stdout)["code"] == "NoSuchSegment"


class TestIntimacy:
    def test_is_scored_fitted_reported_and_explained(self, data_dir, server):
        key = told(huoshui(data_dir, "sources", "add", "intimacy", "--json"))["write_key"]
        for name in ("Contact Added", "Message Replied"):
            httpx2.post(
                f"{server}/v1/track", auth=(key, ""),
                json={"userId": "u9", "event": name, "properties": {"staff_id": "ann"}},
            ).raise_for_status()  # fmt: skip
        for task in ("score", "fit"):
            run = told(huoshui(data_dir, "intimacy", task, "--json"))
            assert (run["state"], run["task"]) == ("done", task)
        reported = told(huoshui(data_dir, "intimacy", "report", "--json"))
        assert reported["distribution"]["people"] == run["people"] >= 1
        assert reported["fit"]["label"] == "default weights"
        shown = huoshui(data_dir, "intimacy", "show", "user_id:u9").stdout
        assert all(word in shown for word in ("回复我们 × 1", "有来有往", "ann", "what would help"))
        assert "default weights" in huoshui(data_dir, "intimacy", "report").stdout


class TestReport:
    def test_answers_with_the_total(self, data_dir, server):
        report = told(huoshui(data_dir, "report", "channels", "--json"))
        assert set(report["total"]) >= {"came", "known", "reachable", "bought", "again"}

    def test_shows_a_table_on_a_narrow_terminal_too(self, data_dir, server):
        done = huoshui(data_dir, "report", "channels", "--from", "2020-01-01")
        assert done.returncode == 0
        assert "描述性" in done.stdout


class TestServe:
    def test_refuses_a_port_that_is_taken(self, tmp_path):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            done = huoshui(tmp_path, "serve", "--port", str(taken.getsockname()[1]))
        assert done.returncode == 1
        assert "PortInUse" in done.stderr
        assert not (tmp_path / "clickhouse").exists()


class TestRunning:
    def note(self, pid: int) -> running.Running:
        return running.Running("127.0.0.1", 8123, pid, "2026-11-21T00:00:00+00:00")

    def test_is_found_as_it_was_left(self, tmp_path):
        running.leave(tmp_path, self.note(os.getpid()))
        assert running.find(tmp_path) == self.note(os.getpid())

    def test_of_a_dead_process_is_nobody(self, tmp_path):
        with subprocess.Popen([sys.executable, "-c", ""]) as gone:
            gone.wait()
        running.leave(tmp_path, self.note(gone.pid))
        assert running.find(tmp_path) is None

    @pytest.mark.parametrize("text", ["", "{", "[]", '{"port": 1}', "null"])
    def test_half_written_is_nobody(self, tmp_path, text):
        running.leave(tmp_path, self.note(os.getpid()))
        running.note(tmp_path).write_text(text)
        assert running.find(tmp_path) is None

    def test_is_withdrawn_by_its_own_process_only(self, tmp_path):
        running.leave(tmp_path, self.note(os.getpid()))
        running.withdraw(tmp_path, pid=1)
        assert running.note(tmp_path).exists()
        running.withdraw(tmp_path, pid=os.getpid())
        assert not running.note(tmp_path).exists()

    @pytest.mark.parametrize(("host", "url"), [("0.0.0.0", "http://127.0.0.1:8123"), ("::", "http://[::1]:8123")])
    def test_answers_on_loopback_wherever_it_listens(self, host, url):
        assert running.Running(host, 8123, 1, "").url == url
