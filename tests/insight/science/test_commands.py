"""`huoshui insight`: any file in, one object or a table out, and a clear word where a file is bad."""

import csv
import gzip
import json
import os
import subprocess
import sys

import pytest

from huoshui.app.cli import run
from huoshui.app.cli.terminal import terminal
from tests.insight.science import world

CDNOW = world.FIXTURES / "cdnow_sample.csv.gz"
LOG = ["--id", "id", "--date", "date", "--amount", "amount"]


@pytest.fixture
def told(capsys):
    def command(*arguments, code=0):
        assert run(["insight", *map(str, arguments), "--json"]) == code
        (line,) = capsys.readouterr().out.splitlines()
        return json.loads(line)

    return command


@pytest.fixture
def shown(capsys, monkeypatch):
    monkeypatch.setattr(terminal.out, "_width", 120)

    def command(*arguments):
        assert run(["insight", *map(str, arguments)]) == 0
        return capsys.readouterr().out

    return command


@pytest.fixture
def file(tmp_path):
    def write(text, encoding="utf-8", name="data.csv"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


class TestClv:
    def test_reads_the_papers_from_a_log(self, told):
        found = told("clv", CDNOW, *LOG, "--calibration-end", "1997-09-30")
        assert (found["customers"], found["repeat_customers"], found["model"]) == (2357, 946, "pareto_nbd")
        assert found["log_likelihood"] == pytest.approx(-9594.976, abs=1e-3)
        assert found["models"]["bg_nbd"]["log_likelihood"] == pytest.approx(-9582.429, abs=1e-3)
        assert found["models"]["bg_nbd"]["parameters"]["b"] == pytest.approx(2.4259, abs=1e-3)
        assert found["spend"]["log_likelihood"] == pytest.approx(-4055.918, abs=1e-3)
        assert (found["spend"]["heavy_tailed"], found["note"]) == (False, None)
        assert found["holdout"]["weeks"] == found["horizon"] == 39
        assert found["holdout"]["by_frequency"][7]["actual"] == pytest.approx(6.359, abs=1e-3)
        assert len(found["predictions"]) == 2357
        first = found["predictions"][0]
        assert (first["id"], first["frequency"]) == ("1", 2)
        assert first["value"] == pytest.approx(first["expected_purchases"] * first["expected_spend"])
        assert 0 < first["probability_buys"] < first["probability_alive"] < 1

    def test_looks_ahead_a_year_where_calibration_ends_after_the_file(self, told):
        found = told("clv", CDNOW, *LOG, "--calibration-end", "1999-06-30")
        assert (found["horizon"], found["holdout"], found["doubt"]) == (52, None, None)
        assert all(
            one["expected_purchases"] > 0 and 0 < one["probability_buys"] <= one["probability_alive"] <= 1
            for one in found["predictions"]
        )

    def test_says_where_too_few_came_back_to_tell(self, told, shown, file):
        log = file("id,date,amount\na,2024-03-01,10\nb,2024-01-05,20\na,2024-01-01,5\nb,2024-02-01,7\nc,2024-01-09,3\n")
        found = told("clv", log, *LOG)
        assert (found["repeat_customers"], found["doubt"][:21]) == (2, "only 2 bought again: ")
        assert "only 2 bought again: read nothing into parameters" in shown("clv", log, *LOG)

    def test_reads_a_summary(self, told, file):
        _, customers = world.cdnow_customers()
        rows = zip(customers.frequency, customers.recency, customers.age, strict=True)
        text = "ID,frequency,recency,T\n" + "".join(f"c{i},{x:.0f},{r},{t}\n" for i, (x, r, t) in enumerate(rows))
        found = told("clv", "--summary", file(text), "--model", "bg_nbd", "--horizon", "39")
        assert found["log_likelihood"] == pytest.approx(-9582.429, abs=1e-3)
        assert (found["spend"], found["holdout"], found["horizon"]) == (None, None, 39)
        assert found["predictions"][5]["id"] == "c5"

    def test_multiplies_columns_and_steps_over_returns_and_nobody(self, told, file):
        rows = ["客户,日期,数量,单价"] + [
            f"u{n % 7},2024年{1 + n % 9}月{1 + n % 20}日10:30,{1 + n % 3},¥2.50" for n in range(60)
        ]
        bad = [",2024/01/05,1,3", "u1,2024-02-01 10:00:00,-1,3", "u1,20240203,1,0"]
        found = told(
            "clv", file("\n".join(rows + bad), "gb18030"), "--id", "客户", "--date", "日期", "--amount", "数量*单价"
        )
        assert (found["rows"], found["rows_without_id"], found["rows_not_sold"]) == (63, 1, 2)
        assert found["customers"] == 7

    def test_says_where_no_drop_out_is_visible(self, told, shown, file):
        customers, _ = world.online_retail()
        rows = zip(customers.frequency, customers.recency, customers.age, strict=True)
        path = file("ID,frequency,recency,T\n" + "".join(f"{n},{x},{r},{t}\n" for n, (x, r, t) in enumerate(rows)))
        found = told("clv", "--summary", path)
        assert (found["model"], found["asked"], found["dropout_visible"]) == ("nbd", "pareto_nbd", False)
        assert found["note"].startswith("no drop-out visible")
        assert "no drop-out visible" in shown("clv", "--summary", path)

    def test_writes_customers_into_a_file(self, told, tmp_path):
        out = tmp_path / "customers.csv"
        found = told("clv", CDNOW, *LOG, "--output", out)
        assert "predictions" not in found
        assert found["predictions_file"] == str(out)
        with out.open(encoding="utf-8-sig") as written:
            rows = list(csv.DictReader(written))
        assert len(rows) == 2357
        assert float(rows[0]["expected_purchases"]) > 0

    def test_says_where_it_cannot_write(self, told, tmp_path):
        assert told("clv", CDNOW, *LOG, "--output", tmp_path / "no" / "such.csv", code=1)["code"] == "NotWritten"

    def test_shows_a_table(self, shown):
        said = shown("clv", CDNOW, *LOG, "--calibration-end", "1997-09-30")
        assert "2,357 customers" in said
        assert "-9594.976" in said
        assert "held out" in said

    @pytest.mark.parametrize(
        ("text", "code", "facts"),
        [
            ("id,date,amount\n1,2024-01-01,5\n1,2024-01-09,x\n", "CellUnreadable", {"row": 3, "column": "amount"}),
            ("id,date,amount\n1,2024-01-01,5\n\n1,2024-13-09,5\n", "CellUnreadable", {"row": 4, "column": "date"}),
            ("id,date,amount\n1,2024-01-01,inf\n", "CellUnreadable", {"row": 2, "column": "amount"}),
            ("id,date,amount\n1,2024-01-01,5\n1\n", "RowUnreadable", {"row": 3}),
            ("id,day,amount\n1,2024-01-01,5\n", "NoSuchColumn", {"column": "date", "seen": "id, day, amount"}),
            ("id,date,amount\n1,2024-01-01,5\n2,2024-01-01,5\n", "NothingToTell", {}),
            ("id,date,amount\n", "NothingToTell", {}),
            ("", "NothingInside", {}),
        ],
    )
    def test_refuses_a_bad_file_by_row_and_column(self, told, file, text, code, facts):
        refused = told("clv", file(text), *LOG, code=1)
        assert refused["code"] == code
        assert facts.items() <= refused["facts"].items()

    def test_refuses_a_summary_that_cannot_be(self, told, file):
        refused = told("clv", "--summary", file("ID,frequency,recency,T\n1,2,3,4\n2,2,5,4\n"), code=1)
        assert (refused["facts"]["row"], refused["facts"]["column"]) == (3, "recency")

    @pytest.mark.parametrize(
        "wrong", [[], [str(CDNOW)], [str(CDNOW), *LOG, "--model", "x"], ["--summary", str(CDNOW), str(CDNOW)]]
    )
    def test_ends_wrong_usage_with_two(self, wrong, capsys):
        assert run(["insight", "clv", *wrong]) == 2
        capsys.readouterr()


class TestAttribution:
    COLUMNS = ("--path", "路径", "--conversions", "转化", "--value", "金额", "--null", "未转化")
    TEXT = "路径,转化,金额,未转化\n抖音 > 企微 > 小程序,1,100,0\n抖音,0,0,1\n企微 > 小程序,0,0,1\n"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_credits_by_every_model_in_any_encoding(self, told, file, encoding):
        found = told("attribution", file(self.TEXT, encoding), *self.COLUMNS)
        assert found["label"] == "descriptive credit"
        assert found["conversion_rate"] == pytest.approx(1 / 3)
        chain = found["models"]["markov"]
        assert chain["removal_effects"] == {"抖音": 0.5, "企微": 1.0, "小程序": 1.0}
        assert chain["conversions"] == pytest.approx({"抖音": 0.2, "企微": 0.4, "小程序": 0.4})
        assert chain["value"] == pytest.approx({"抖音": 20, "企微": 40, "小程序": 40})
        assert {one["label"] for one in found["models"].values()} == {"descriptive credit"}
        assert len(found["models"]) == 8

    def test_says_what_is_left_out_because_its_row_names_no_channel(self, told, shown, file):
        path = file("路径,转化,金额,未转化\n,4,40,3\n > ,2,20,0\na>b,1,10,1\n")
        found = told("attribution", path, *self.COLUMNS)
        assert (found["conversions"], found["value"], found["nulls"]) == (1, 10, 1)
        assert found["without_path"] == {"conversions": 6, "value": 60, "nulls": 3}
        assert "未计入: 6 conversions 转化, 3 that did not convert" in shown("attribution", path, *self.COLUMNS)
        whole = file("path,conversions\na,4\na>b,6\n")
        assert told("attribution", whole)["without_path"] == {"conversions": 0, "value": None, "nulls": None}
        assert "left out" not in shown("attribution", whole)

    def test_does_without_value_and_null(self, told, file):
        found = told("attribution", file("path,conversions\na,4\na>b,6\n"), "--order", "2")
        assert (found["value"], found["nulls"], found["order"]) == (None, None, 2)
        assert found["models"]["linear"]["conversions"] == {"a": 7, "b": 3}
        assert "value" not in found["models"]["linear"]

    def test_draws_bands(self, told, shown, file):
        path = file("path,conversions,n\na,40,100\na>b,60,90\nb,20,50\n")
        options = ("--null", "n", "--bands", "50")
        chain = told("attribution", path, *options)["models"]["markov"]
        assert chain["removal_low"]["a"] < chain["removal_effects"]["a"] < chain["removal_high"]["a"]
        assert told("attribution", path, *options)["models"]["markov"] == chain
        assert f"[{chain['removal_low']['a']:.3f}, " in shown("attribution", path, *options)

    def test_shows_what_there_is_room_for(self, shown, file, monkeypatch):
        path = file(self.TEXT)
        said = shown("attribution", path, *self.COLUMNS)
        assert "last_non_direct" in said
        assert "descriptive credit" in said
        monkeypatch.setattr(terminal.out, "_width", 80)
        narrow = shown("attribution", path, *self.COLUMNS)
        assert "last_non_direct" not in narrow
        assert "--json" in narrow

    @pytest.mark.parametrize(
        ("text", "code"),
        [("path,conversions\na,-1\n", "CellUnreadable"), ("path,conversions\n>,1\n", "NothingToTell"),
         ("path,conversions\na,0\n", "NothingToTell")],
    )  # fmt: skip
    def test_refuses_what_tells_nothing(self, told, file, text, code):
        assert told("attribution", file(text), code=1)["code"] == code


class TestExperiment:
    @staticmethod
    def rows(effect=1.0):
        rows = ["组,花费,此前,城市"]
        for n in range(400):
            before = (n * 37 % 100) / 10
            arm = "实验" if n % 2 else "对照"
            rows.append(f"{arm},{before + (n * 53 % 29) / 10 + effect * (n % 2):.2f},{before},{'京沪'[n // 2 % 2]}")
        return "\n".join(rows)

    def test_compares_with_the_control_and_adjusts(self, told, file):
        path = file(self.rows())
        found = told("experiment", path, "--arm", "组", "--outcome", "花费", "--covariate", "此前", "--segment", "城市")
        assert (found["control"], found["kind"], found["people"]) == ("对照", "mean", 400)
        (compared,) = found["comparisons"]
        assert compared["treatment"] == "实验"
        assert compared["difference"]["low"] < compared["difference"]["value"] < compared["difference"]["high"]
        always = compared["always_valid_difference"]
        assert always["low"] < compared["difference"]["low"]
        (cut,) = found["cuped"]["comparisons"]
        assert cut["difference"]["error"] < compared["difference"]["error"] / 2
        assert cut["difference"]["value"] == pytest.approx(1.0, abs=0.3)
        assert not found["sample_ratio"]["mismatch"]
        assert [one["segment"] for one in found["segments"]] == ["京", "沪"]

    def test_reads_yes_and_no_and_a_control_by_name(self, told, file):
        text = "arm,bought\n" + "b,是\nb,否\na,否\na,否\nc,是\nc,是\n" * 20
        found = told("experiment", file(text), "--arm", "arm", "--outcome", "bought", "--control", "b")
        assert (found["kind"], found["control"]) == ("share", "b")
        assert [one["mean"] for one in found["arms"]] == [0.5, 0.0, 1.0]
        assert [one["treatment"] for one in found["comparisons"]] == ["a", "c"]
        assert found["comparisons"][0]["p_adjusted"] >= found["comparisons"][0]["difference"]["p"]

    def test_takes_the_likeliest_arm_for_the_control(self, told, file):
        for arms, control in (("cba", "a"), ("tc", "c"), ("zy", "y"), ("10", "0")):
            text = "arm,y\n" + "".join(f"{arm},{n}\n" for n in range(3) for arm in arms)
            found = told("experiment", file(text), "--arm", "arm", "--outcome", "y")
            assert (found["control"], found["arms"][0]["name"]) == (control, control)

    def test_warns_of_a_split_that_was_not_planned(self, told, shown, file):
        path = file("arm,y\n" + "control,1\n" * 900 + "treat,0\n" * 700)
        options = ("--arm", "arm", "--outcome", "y")
        assert told("experiment", path, *options)["sample_ratio"]["mismatch"]
        assert "sample ratio mismatch" in shown("experiment", path, *options)
        planned = ("--planned", "control=9", "--planned", "treat=7")
        assert told("experiment", path, *options, *planned)["sample_ratio"]["p"] == 1.0

    def test_shows_a_table(self, shown, file):
        said = shown(
            "experiment",
            file(self.rows()),
            "--arm",
            "组",
            "--outcome",
            "花费",
            "--covariate",
            "此前",
            "--segment",
            "城市",
        )
        for word in ("always valid", "CUPED", "p (BH)", "可检出的最小变化"):
            assert word in said

    @pytest.mark.parametrize(
        ("text", "options", "code"),
        [
            ("a,y\nx,1\nx,2\n", (), "NothingToTell"),
            ("a,y\nx,1\nx,2\nz,1\nz,2\n", ("--control", "w"), "NothingToTell"),
            ("a,y\nx,1\nx,2\nz,1\nz,2\n", ("--planned", "x=1"), "NothingToTell"),
            ("a,y\nx,1\n,2\nz,1\nz,2\n", (), "CellUnreadable"),
            ("a,y\nx,1\nx,maybe\nz,1\nz,2\n", (), "CellUnreadable"),
        ],
    )
    def test_refuses_what_is_no_experiment(self, told, file, text, options, code):
        assert told("experiment", file(text), "--arm", "a", "--outcome", "y", *options, code=1)["code"] == code

    @pytest.mark.parametrize("planned", ["x", "x=much", "=1", "x=0"])
    def test_ends_a_plan_that_is_none_with_two(self, file, planned, capsys):
        path = file("a,y\nx,1\n")
        assert run(["insight", "experiment", str(path), "--arm", "a", "--outcome", "y", "--planned", planned]) == 2
        capsys.readouterr()


class TestFiles:
    def test_are_read_between_spaces_in_a_workbook_and_packed(self, told, tmp_path):
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        for row in (["path", "conversions"], ["a > b", 2], ["b", 1]):
            book.active.append(row)
        book.save(tmp_path / "paths.xlsx")
        with gzip.open(tmp_path / "paths.txt.gz", "wt") as packed:
            packed.write(" path conversions\n a>b  2\n b 1\n")
        answers = [told("attribution", tmp_path / name)["models"] for name in ("paths.xlsx", "paths.txt.gz")]
        assert answers[0] == answers[1]

    def test_need_no_engine_and_leave_nothing(self, tmp_path):
        program = (
            "import sys; from huoshui.app.cli import run\n"
            f"code = run(['insight', 'clv', {str(CDNOW)!r}, '--id', 'id', '--date', 'date', '--json'])\n"
            "heavy = {'chdb', 'sqlalchemy', 'clickhouse_connect', 'fastapi', 'scipy.stats'} & set(sys.modules)\n"
            "sys.exit(code or sorted(heavy) or None)\n"
        )
        environment = {**os.environ, "HUOSHUI_DATA_DIR": str(tmp_path / "none")}
        done = subprocess.run(
            [sys.executable, "-c", program], check=False, capture_output=True, text=True, env=environment, timeout=100
        )
        assert done.returncode == 0, done.stderr
        assert not (tmp_path / "none").exists()
