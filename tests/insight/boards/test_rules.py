"""Which stored segments a question names, wherever it says so."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from huoshui.insight.boards.rules import segments_of

NAMES = st.text(min_size=1, max_size=8)


def nested(names: list[str]) -> dict[str, Any]:
    """A definition that names them, each below another group."""
    node: dict[str, Any] = {"kind": "known"}
    for name in names:
        node = {"kind": "all", "of": [{"kind": "not", "of": node}, {"kind": "segment", "name": name}]}
    return {"version": 1, "where": node}


class TestSegmentsOf:
    @given(st.lists(NAMES), st.lists(NAMES), NAMES)
    def test_finds_each_once_in_order(self, deep: list[str], beside: list[str], whole: str) -> None:
        question = {
            "kind": "trends",
            "people": whole,
            "breakdown": {"by": "segments", "segments": [*beside, nested(deep)]},
        }
        assert segments_of(question) == sorted({whole, *deep, *beside})

    def test_finds_none_where_none_is_named(self) -> None:
        question = {
            "kind": "funnel", "people": {"version": 1, "where": {"kind": "tag", "tag": "segment"}},
            "steps": [{"events": ["segment"]}], "breakdown": {"by": "channel", "top": 5},
        }  # fmt: skip
        assert segments_of(question) == []
