"""JSON files as people save them are read; one that cannot be read is refused with the place where it goes wrong."""

from pathlib import Path

import pytest

from huoshui.app.cli import insight_run, segments
from huoshui.app.cli.written import read_json

TEXT = '{"events": ["浏览商品"]}'
SAID = {"events": ["浏览商品"]}


class TestWrittenJson:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
    def test_is_read_in_the_encoding_that_it_was_saved_in(self, tmp_path: Path, encoding: str) -> None:
        file = tmp_path / "asked.json"
        file.write_bytes(TEXT.encode(encoding))
        assert read_json(file) == SAID
        assert segments._definition(str(file)) == SAID
        assert insight_run._read(file) == SAID

    @pytest.mark.parametrize(
        ("given", "why"),
        [(b"", "it is empty"), (b" \n", "it is empty"), (b'{"a": ', "line 1 column 7"), (b"\xff\xff{", "gb18030")],
    )
    def test_that_cannot_be_read_is_refused_with_the_place(self, tmp_path: Path, given: bytes, why: str) -> None:
        file = tmp_path / "asked.json"
        file.write_bytes(given)
        with pytest.raises(segments.SegmentUnreadable, match=why):
            segments._definition(str(file))
        with pytest.raises(insight_run.QuestionUnreadable, match=why):
            insight_run._read(file)
