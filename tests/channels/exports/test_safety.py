"""Files that mean harm, or are simply too much."""

import gzip
import io
import zipfile

import pytest

from huoshui.channels.exports import reading, workbooks
from huoshui.channels.exports.contract import NotAnArchive, NothingInside, NotText, UnpacksTooLarge, WorkbookTooLarge
from tests.channels.exports.reading import tell
from tests.world.exports import export, zipped


class TestArchives:
    def test_a_gzip_bomb_is_refused_while_it_unpacks(self) -> None:
        bomb = gzip.compress(b"a,b\n" * (40 << 20), 9)
        with pytest.raises(UnpacksTooLarge):
            tell(bomb, "a.csv.gz")

    def test_a_zip_bomb_is_refused_before_it_unpacks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reading, "_SMALL", 1 << 20)
        with pytest.raises(UnpacksTooLarge):
            tell(zipped({"a.csv": b"a,b\n" * (1 << 20)}), "a.zip")

    def test_names_are_shown_and_never_opened(self) -> None:
        told = tell(zipped({"../../etc/passwd.csv": export("jd-orders", 1).csv()}), "../../a.zip")
        assert told.plans[0].table.file == "a.zip/passwd.csv"

    def test_names_in_the_code_page_of_windows_are_readable(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(zipfile.ZipInfo("placeholder.csv"), export("jd-orders", 1).csv())
        packed = out.getvalue().replace(b"placeholder.csv", "订单导出一.csv".encode("gb18030").ljust(15, b"v"))
        assert tell(packed, "a.zip").plans[0].table.file.startswith("a.zip/订单导出一")

    def test_an_archive_within_an_archive_is_refused(self) -> None:
        with pytest.raises(NotAnArchive):
            tell(zipped({"b.zip": zipped({"c.csv": b"x"})}), "a.zip")

    def test_a_cut_off_one_is_refused(self) -> None:
        with pytest.raises(NotAnArchive):
            tell(gzip.compress(export("jd-orders", 500).csv())[:-200], "a.gz")
        with pytest.raises(NotAnArchive):
            tell(zipped({"a.csv": export("jd-orders", 500).csv()})[:300], "a.zip")

    def test_an_empty_one_holds_nothing(self) -> None:
        with pytest.raises(NothingInside):
            tell(zipped({}), "a.zip")
        with pytest.raises(NothingInside):
            tell(b"\xef\xbb\xbf\r\n", "a.csv")


class TestWorkbooks:
    def test_that_would_not_fit_in_memory_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(workbooks, "MOST_UNPACKED", 1000)
        with pytest.raises(WorkbookTooLarge):
            tell(export("jd-orders", 50).xlsx(), "a.xlsx")

    def test_that_are_none_are_refused(self) -> None:
        with pytest.raises(NotText):
            tell(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "a.xls")

    def test_a_web_page_that_calls_itself_one_is_refused_with_advice(self) -> None:
        with pytest.raises(NotText, match="web page"):
            tell(b"<html><table><tr><td>1</td></tr></table></html>", "a.xls")


class TestTexts:
    def test_a_line_without_end_is_refused(self) -> None:
        header = ",".join(export("jd-orders", 1).header).encode()
        with pytest.raises(NotText):
            tell(header + b"\n" + b"x" * (6 << 20), "a.csv")

    def test_a_picture_is_no_table(self) -> None:
        with pytest.raises(NotText):
            tell(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "a.png")

    def test_a_quote_that_never_closes_costs_its_lines_and_says_so(self) -> None:
        lines = export("jd-orders", 6).csv("utf-8").decode().splitlines()
        lines[3] = '"' + lines[3]
        told = tell("\n".join(lines).encode())
        assert told.totals.imported == 2
        assert [code for _, code in told.codes] == ["too_few_columns"]
        assert told.accounts()

    def test_more_cells_than_columns_are_refused_row_by_row(self) -> None:
        lines = export("jd-orders", 3).csv("utf-8").decode().splitlines()
        lines[2] += ",多,了"
        told = tell("\n".join(lines).encode())
        assert told.codes == [(3, "too_many_columns")]
        assert told.totals.imported == 2
